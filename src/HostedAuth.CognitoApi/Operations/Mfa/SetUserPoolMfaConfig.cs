using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.CognitoApi.Operations.Mfa;

/// <param name="MfaConfiguration">OFF, OPTIONAL or ON; absent: as it is.</param>
/// <param name="SmsMfaConfiguration">Present: codes by text are a factor.</param>
/// <param name="EmailMfaConfiguration">Present: codes by mail are a factor.</param>
public sealed record SetUserPoolMfaConfigRequest(
    string UserPoolId,
    string? MfaConfiguration,
    SmsMfaConfig? SmsMfaConfiguration,
    SoftwareTokenMfaConfig? SoftwareTokenMfaConfiguration,
    EmailMfaConfig? EmailMfaConfiguration,
    WebAuthnConfiguration? WebAuthnConfiguration) : IPoolRequest;

/// <summary>
/// Sets the second factors of a pool, all at once, and how it uses passkeys. Refuses with InvalidParameterException.
/// </summary>
internal sealed class SetUserPoolMfaConfig(PoolMfaConfiguration configuration)
    : ICognitoOperation<SetUserPoolMfaConfigRequest, UserPoolMfaResponse>
{
    public async Task<UserPoolMfaResponse> HandleAsync(
        SetUserPoolMfaConfigRequest request,
        CancellationToken cancellationToken)
    {
        var pool = await configuration.SetAsync(
            new MfaSetup(
                request.MfaConfiguration,
                request.SmsMfaConfiguration,
                request.SoftwareTokenMfaConfiguration,
                request.EmailMfaConfiguration,
                request.WebAuthnConfiguration),
            cancellationToken);

        return UserPoolMfaResponse.Of(PoolMfa.Of(pool), pool.Settings);
    }
}
