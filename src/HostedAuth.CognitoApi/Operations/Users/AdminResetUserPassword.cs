using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Recovery;

namespace HostedAuth.CognitoApi.Operations.Users;

/// <param name="ClientMetadata">For the triggers of the pool; not kept.</param>
public sealed record AdminResetUserPasswordRequest(
    string UserPoolId,
    string Username,
    IReadOnlyDictionary<string, string>? ClientMetadata) : IPoolRequest;

/// <summary>
/// Makes a user set a new password by a code. Refuses with UserNotFoundException, NotAuthorizedException,
/// InvalidParameterException.
/// </summary>
internal sealed class AdminResetUserPassword(PasswordReset reset)
    : ICognitoOperation<AdminResetUserPasswordRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(AdminResetUserPasswordRequest request, CancellationToken cancellationToken)
    {
        await reset.ResetAsync(request.Username, cancellationToken);
        return NoContent.Instance;
    }
}
