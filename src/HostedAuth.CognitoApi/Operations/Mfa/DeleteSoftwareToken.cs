using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Mfa;

/// <param name="SoftwareTokenId">As ListSoftwareTokens has it.</param>
public sealed record DeleteSoftwareTokenRequest(string AccessToken, string SoftwareTokenId) : IAccessTokenRequest;

/// <summary>
/// Beyond Cognito: removes one of the caller's authenticator apps. Refuses with ResourceNotFound, InvalidParameter,
/// UserNotConfirmed and PasswordResetRequired.
/// </summary>
internal sealed class DeleteSoftwareToken(AuthenticatorApps apps, Caller caller, PoolScope scope)
    : ICognitoOperation<DeleteSoftwareTokenRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(DeleteSoftwareTokenRequest request, CancellationToken cancellationToken)
    {
        await apps.DeleteAsync(caller.OwnToChangeFactors(scope.Pool), request.SoftwareTokenId, cancellationToken);

        return NoContent.Instance;
    }
}
