using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.Core.Recovery;

/// <summary>How a user who forgot the password sets a new one.</summary>
public sealed class PasswordRecovery
{
    /// <summary>Sends a code to a verified address. Refuses with UserNotFound, NotAuthorized, InvalidParameter, LimitExceeded.</summary>
    public Task<CodeDeliveryDetails> ForgotAsync(
        ClientSnapshot client,
        string username,
        CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>
    /// Sets the new password by the code, and ends the user's sessions. Refuses with CodeMismatch, ExpiredCode,
    /// InvalidPassword, PasswordHistoryPolicyViolation, UserNotFound, NotAuthorized, LimitExceeded.
    /// </summary>
    public Task ConfirmAsync(
        ClientSnapshot client,
        string username,
        Secret code,
        Secret newPassword,
        CancellationToken cancellationToken) => throw new NotImplementedException();
}
