using System.Text.Json.Nodes;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Triggers;

public sealed partial class Triggers
{
    /// <summary>Whether anything is called after a sign-in.</summary>
    public bool HasPostAuthentication => Config?.PostAuthentication is not null;

    /// <summary>
    /// PostAuthentication_Authentication: all factors are given, nothing is issued yet; may refuse. Not for a refresh.
    /// </summary>
    /// <param name="client">The client signed in to.</param>
    /// <param name="user">Who signed in.</param>
    /// <param name="isNewDevice">Whether the device is not one that the pool remembers; false where it remembers none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task PostAuthenticationAsync(
        ClientSnapshot client,
        User user,
        bool isNewDevice,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Config?.PostAuthentication is { } arn
            ? CallAsync(
                "PostAuthentication",
                arn,
                "PostAuthentication_Authentication",
                client,
                user.Username,
                new JsonObject
                {
                    ["userAttributes"] = AttributesOf(user),
                    ["newDeviceUsed"] = isNewDevice,
                    ["clientMetadata"] = Texts(_details.ClientMetadata),
                },
                cancellationToken)
            : Task.CompletedTask;
    }
}
