using System.Text.Json;
using HostedAuth.CognitoApi.Protocol;

namespace HostedAuth.CognitoApi.Operations.Passkeys;

/// <param name="Credential">RegistrationResponseJSON.</param>
public sealed record CompleteWebAuthnRegistrationRequest(string AccessToken, JsonElement Credential) : IAccessTokenRequest;

/// <summary>
/// Completes a passkey's registration, with the client that began it. Refuses with the seven WebAuthn errors,
/// InvalidParameter, LimitExceeded.
/// </summary>
internal sealed class CompleteWebAuthnRegistration(Core.Passkeys.Passkeys passkeys, Caller caller)
    : ICognitoOperation<CompleteWebAuthnRegistrationRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(CompleteWebAuthnRegistrationRequest request, CancellationToken cancellationToken)
    {
        var user = caller.User!;
        await passkeys.CompleteAsync(user.User, user.Client.ClientId, request.Credential.GetRawText(), name: null, cancellationToken);

        return NoContent.Instance;
    }
}
