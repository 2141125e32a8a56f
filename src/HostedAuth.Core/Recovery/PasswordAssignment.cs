using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Recovery;

/// <summary>How an administrator sets a user's password.</summary>
public sealed class PasswordAssignment(UserDirectory directory, Passwords passwords)
{
    /// <summary>
    /// Sets the password and ends the user's sessions (not in a strict pool). Refuses with UserNotFound, InvalidPassword,
    /// PasswordHistoryPolicyViolation.
    /// </summary>
    /// <param name="username">User name, sub or alias.</param>
    /// <param name="password">The new password.</param>
    /// <param name="isPermanent">True confirms the user; false for one that the user must change at the next sign-in.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task AssignAsync(string username, Secret password, bool isPermanent, CancellationToken cancellationToken) =>
        directory.ChangeAsync(
            username,
            async user =>
            {
                if (passwords.Violation(password) is { } violation)
                {
                    throw AuthError.AdminPasswordPolicy(violation).AsException();
                }

                await passwords.SetAsync(user, password, temporary: !isPermanent, cancellationToken);
                user.Status = isPermanent ? UserStatus.CONFIRMED : UserStatus.FORCE_CHANGE_PASSWORD;
                await passwords.SaveAsync(user, exceptTokenSessionId: null, cancellationToken);
            },
            cancellationToken);
}
