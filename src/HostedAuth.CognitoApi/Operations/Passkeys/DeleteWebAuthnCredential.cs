using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Passkeys;

/// <param name="CredentialId">As ListWebAuthnCredentials has it.</param>
public sealed record DeleteWebAuthnCredentialRequest(string AccessToken, string CredentialId) : IAccessTokenRequest;

/// <summary>Removes a passkey of the caller. Refuses with ResourceNotFound.</summary>
internal sealed class DeleteWebAuthnCredential(Core.Passkeys.Passkeys passkeys, Caller caller, PoolScope scope)
    : ICognitoOperation<DeleteWebAuthnCredentialRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(DeleteWebAuthnCredentialRequest request, CancellationToken cancellationToken)
    {
        await passkeys.DeleteAsync(caller.OwnToChangeFactors(scope.Pool), request.CredentialId, cancellationToken);

        return NoContent.Instance;
    }
}
