using System.Text.Json;
using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Passkeys;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Passkeys;

public sealed record StartWebAuthnRegistrationRequest(string AccessToken) : IAccessTokenRequest;

/// <param name="CredentialCreationOptions">PublicKeyCredentialCreationOptionsJSON, as browsers parse it.</param>
public sealed record StartWebAuthnRegistrationResponse(JsonElement CredentialCreationOptions);

/// <summary>
/// Begins a passkey's registration. Refuses with WebAuthnNotEnabled, WebAuthnConfigurationMissing,
/// LimitExceeded.
/// </summary>
internal sealed class StartWebAuthnRegistration(PasskeyRegistration registration, Caller caller, PoolScope scope)
    : ICognitoOperation<StartWebAuthnRegistrationRequest, StartWebAuthnRegistrationResponse>
{
    public async Task<StartWebAuthnRegistrationResponse> HandleAsync(
        StartWebAuthnRegistrationRequest request,
        CancellationToken cancellationToken)
    {
        var options = await registration.BeginAsync(
            caller.OwnToChangeFactors(scope.Pool), caller.User!.Client.ClientId, cancellationToken);

        return new(JsonSerializer.Deserialize<JsonElement>(options));
    }
}
