using System.Text.Json;
using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Passkeys;

namespace HostedAuth.CognitoApi.Operations.Passkeys;

/// <param name="Credential">RegistrationResponseJSON.</param>
public sealed record CompleteWebAuthnRegistrationRequest(string AccessToken, JsonElement Credential) : IAccessTokenRequest;

/// <summary>
/// Completes a passkey's registration, with the client that began it. Refuses with the seven WebAuthn errors,
/// InvalidParameter, LimitExceeded.
/// </summary>
internal sealed class CompleteWebAuthnRegistration(PasskeyRegistration registration, Caller caller)
    : ICognitoOperation<CompleteWebAuthnRegistrationRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(CompleteWebAuthnRegistrationRequest request, CancellationToken cancellationToken)
    {
        var clientId = caller.User!.Client.ClientId;
        await registration.CompleteAsync(caller.Own(), clientId, request.Credential.GetRawText(), name: null, cancellationToken);

        return NoContent.Instance;
    }
}
