using System.Text.Json.Nodes;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Triggers;

public sealed partial class Triggers
{
    /// <summary>PreSignUp_SignUp: before somebody becomes a user; null where the pool has no such trigger.</summary>
    public async Task<PreSignUpAnswer?> PreSignUpAsync(ClientSnapshot client, User user, CancellationToken cancellationToken)
    {
        if (Config?.PreSignUp is not { } arn)
        {
            return null;
        }

        return await CallPreSignUpAsync(arn, "PreSignUp_SignUp", client, user, cancellationToken);
    }

    /// <summary>PreSignUp_AdminCreateUser: may refuse; its flags mean nothing there.</summary>
    public Task PreSignUpByAdministratorAsync(User user, CancellationToken cancellationToken) =>
        Config?.PreSignUp is { } arn
            ? CallPreSignUpAsync(arn, "PreSignUp_AdminCreateUser", client: null, user, cancellationToken)
            : Task.CompletedTask;

    /// <summary>Nobody has a sub or a status yet.</summary>
    private Task<PreSignUpAnswer> CallPreSignUpAsync(
        string arn,
        string source,
        ClientSnapshot? client,
        User user,
        CancellationToken cancellationToken) =>
        CallAsync(
            "PreSignUp",
            arn,
            source,
            client,
            user.Username,
            new JsonObject
            {
                ["userAttributes"] = Texts(user.Attributes),
                ["validationData"] = Texts(_details.ValidationData),
                ["clientMetadata"] = Texts(_details.ClientMetadata),
            },
            new JsonObject { ["autoConfirmUser"] = false, ["autoVerifyEmail"] = false, ["autoVerifyPhone"] = false },
            response => new PreSignUpAnswer(
                response.FlagAt("autoConfirmUser"),
                response.FlagAt("autoVerifyEmail"),
                response.FlagAt("autoVerifyPhone")),
            cancellationToken);
}

/// <summary>What PreSignUp decided.</summary>
/// <param name="ConfirmsUser">The user needs no confirmation.</param>
/// <param name="VerifiesEmail">The email address, if any, counts as proven.</param>
/// <param name="VerifiesPhone">The phone number, if any, counts as proven.</param>
public sealed record PreSignUpAnswer(bool ConfirmsUser, bool VerifiesEmail, bool VerifiesPhone);
