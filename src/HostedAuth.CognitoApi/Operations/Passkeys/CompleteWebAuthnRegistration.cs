using System.Text.Json;
using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Passkeys;
using HostedAuth.Core.Requests;
using HostedAuth.Core.Risk;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Passkeys;

/// <param name="Credential">RegistrationResponseJSON.</param>
public sealed record CompleteWebAuthnRegistrationRequest(string AccessToken, JsonElement Credential) : IAccessTokenRequest;

/// <summary>
/// Completes a passkey's registration, with the client that began it; the passkey is called after the browser or program
/// that it was made with. Refuses with the seven WebAuthn errors, InvalidParameter, LimitExceeded.
/// </summary>
internal sealed class CompleteWebAuthnRegistration(PasskeyRegistration registration, Caller caller, CallDetails details, PoolScope scope)
    : ICognitoOperation<CompleteWebAuthnRegistrationRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(CompleteWebAuthnRegistrationRequest request, CancellationToken cancellationToken)
    {
        var clientId = caller.User!.Client.ClientId;
        var name = DeviceName.Of(details.UserAgent);
        await registration.CompleteAsync(
            caller.OwnToChangeFactors(scope.Pool), clientId, request.Credential.GetRawText(), name, cancellationToken);

        return NoContent.Instance;
    }
}
