using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Users;

/// <param name="Permanent">False (the default) for a password that the user must change at the next sign-in.</param>
public sealed record AdminSetUserPasswordRequest(string UserPoolId, string Username, Secret Password, bool? Permanent)
    : IPoolRequest;

/// <summary>
/// Sets a user's password and, unless the pool is strict, ends the user's sessions. Refuses with UserNotFoundException,
/// InvalidPasswordException, PasswordHistoryPolicyViolationException.
/// </summary>
internal sealed class AdminSetUserPassword(UserDirectory directory, Passwords passwords)
    : ICognitoOperation<AdminSetUserPasswordRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(AdminSetUserPasswordRequest request, CancellationToken cancellationToken)
    {
        var isPermanent = request.Permanent ?? false;
        await directory.ChangeAsync(
            request.Username,
            async user =>
            {
                if (passwords.Violation(request.Password) is { } reason)
                {
                    throw AuthError.AdminPasswordPolicy(reason).AsException();
                }

                await passwords.SetAsync(user, request.Password, temporary: !isPermanent, cancellationToken);
                user.Status = isPermanent ? UserStatus.CONFIRMED : UserStatus.FORCE_CHANGE_PASSWORD;
                await passwords.SaveAsync(user, exceptTokenSessionId: null, cancellationToken);
            },
            cancellationToken);
        return NoContent.Instance;
    }
}
