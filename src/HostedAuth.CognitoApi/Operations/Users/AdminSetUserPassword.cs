using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Recovery;
using HostedAuth.Core.Secrets;

namespace HostedAuth.CognitoApi.Operations.Users;

/// <param name="Permanent">False (the default) for a password that the user must change at the next sign-in.</param>
public sealed record AdminSetUserPasswordRequest(string UserPoolId, string Username, Secret Password, bool? Permanent)
    : IPoolRequest;

/// <summary>
/// Sets a user's password and, unless the pool is strict, ends the user's sessions. Refuses with UserNotFoundException,
/// InvalidPasswordException, PasswordHistoryPolicyViolationException.
/// </summary>
internal sealed class AdminSetUserPassword(PasswordAssignment assignment)
    : ICognitoOperation<AdminSetUserPasswordRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(AdminSetUserPasswordRequest request, CancellationToken cancellationToken)
    {
        await assignment.AssignAsync(request.Username, request.Password, request.Permanent ?? false, cancellationToken);
        return NoContent.Instance;
    }
}
