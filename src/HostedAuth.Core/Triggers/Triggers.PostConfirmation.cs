using System.Text.Json.Nodes;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Triggers;

public sealed partial class Triggers
{
    /// <summary>PostConfirmation_ConfirmSignUp: the user is confirmed, and stays so whatever the trigger answers.</summary>
    public Task PostConfirmationAsync(ClientSnapshot? client, User user, CancellationToken cancellationToken) =>
        CallPostConfirmationAsync("PostConfirmation_ConfirmSignUp", client, user, cancellationToken);

    /// <summary>PostConfirmation_ConfirmForgotPassword: the new password is set, and stays so.</summary>
    public Task PostRecoveryAsync(ClientSnapshot client, User user, CancellationToken cancellationToken) =>
        CallPostConfirmationAsync("PostConfirmation_ConfirmForgotPassword", client, user, cancellationToken);

    private Task CallPostConfirmationAsync(
        string source,
        ClientSnapshot? client,
        User user,
        CancellationToken cancellationToken) =>
        Config?.PostConfirmation is { } arn
            ? CallAsync(
                "PostConfirmation",
                arn,
                source,
                client,
                user.Username,
                new JsonObject
                {
                    ["userAttributes"] = AttributesOf(user),
                    ["clientMetadata"] = Texts(_details.ClientMetadata),
                },
                cancellationToken)
            : Task.CompletedTask;
}
