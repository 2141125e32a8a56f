using HostedAuth.Core.Delivery;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.Core.Recovery;

/// <summary>How an administrator makes a user set a new password, by a code sent to a verified address.</summary>
public sealed class PasswordReset(PoolScope scope, UserDirectory directory, Passwords passwords, CodeDelivery delivery)
{
    /// <summary>
    /// Ends the use of the password and the user's sessions (these not in a strict pool) and sends the code; a user who is to
    /// reset it already is left as they are. Refuses with UserNotFound, NotAuthorized, InvalidParameter, LimitExceeded.
    /// </summary>
    /// <param name="username">User name, sub or alias.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task ResetAsync(string username, CancellationToken cancellationToken) => directory.ChangeAsync(
        username,
        user => user is { Enabled: true, Status: UserStatus.RESET_REQUIRED }
            ? Task.CompletedTask
            : ResetAsync(user, cancellationToken),
        cancellationToken);

    private async Task ResetAsync(User user, CancellationToken cancellationToken)
    {
        if (!user.Enabled)
        {
            throw AuthError.UserDisabled.AsException();
        }

        if (user.Status != UserStatus.CONFIRMED)
        {
            throw AuthError.PasswordCannotBeReset.AsException();
        }

        var attribute = RecoveryMedium.Of(scope.Pool, user) ?? throw AuthError.NoVerifiedAddress.AsException();
        await delivery.SendAsync(
            client: null,
            user,
            CodePurpose.ResetPassword,
            MessagePurpose.ForgotPassword,
            attribute,
            cancellationToken);
        user.Status = UserStatus.RESET_REQUIRED;
        await passwords.SaveAsync(user, exceptTokenSessionId: null, cancellationToken);
    }
}
