using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Mfa;

public sealed record AdminDeleteSoftwareTokenRequest(string UserPoolId, string Username) : IPoolRequest;

/// <summary>
/// Removes all authenticator apps of a user, and with them the factor and the recovery codes. Refuses with
/// UserNotFound.
/// </summary>
internal sealed class AdminDeleteSoftwareToken(UserDirectory users, AuthenticatorApps apps)
    : ICognitoOperation<AdminDeleteSoftwareTokenRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(AdminDeleteSoftwareTokenRequest request, CancellationToken cancellationToken)
    {
        await users.ChangeAsync(
            request.Username,
            user =>
            {
                apps.DeleteAllWithSave(user);
                return users.SaveAsync(cancellationToken);
            },
            cancellationToken);

        return NoContent.Instance;
    }
}
