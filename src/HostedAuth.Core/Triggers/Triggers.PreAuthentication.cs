using System.Text.Json.Nodes;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.SignIn;

namespace HostedAuth.Core.Triggers;

public sealed partial class Triggers
{
    /// <summary>
    /// PreAuthentication_Authentication: before any factor is looked at; may refuse. A name that nobody has is shown only where
    /// the client hides whether users exist, so that it can't be told by the trigger's doings.
    /// </summary>
    public Task PreAuthenticationAsync(ClientSnapshot client, Claimant claimant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(claimant);
        return Config?.PreAuthentication is { } arn && (claimant.User is not null || client.PreventsUserExistenceErrors)
            ? CallAsync(
                "PreAuthentication",
                arn,
                "PreAuthentication_Authentication",
                client,
                NameOf(claimant),
                new JsonObject
                {
                    ["userAttributes"] = AttributesOf(claimant),
                    ["validationData"] = Texts(_details.ValidationData),
                    ["userNotFound"] = claimant.User is null,
                },
                cancellationToken)
            : Task.CompletedTask;
    }

    private static string NameOf(Claimant claimant) => claimant.User?.Username ?? claimant.Name;

    /// <summary>Nobody has none.</summary>
    private JsonObject AttributesOf(Claimant claimant) => claimant.User is { } user ? AttributesOf(user) : [];
}
