using HostedAuth.Core.Mfa;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.CognitoApi.Operations.Mfa;

/// <summary>The second factors of a pool on the wire; those that are off are absent.</summary>
public sealed record UserPoolMfaResponse(
    string MfaConfiguration,
    SmsMfaConfig? SmsMfaConfiguration,
    SoftwareTokenMfaConfig? SoftwareTokenMfaConfiguration,
    EmailMfaConfig? EmailMfaConfiguration,
    WebAuthnConfiguration? WebAuthnConfiguration)
{
    internal static UserPoolMfaResponse Of(PoolMfa mfa, UserPoolSettings settings) => new(
        mfa.Configuration,
        mfa.Allows(SecondFactors.Sms)
            ? new()
            {
                SmsAuthenticationMessage = settings.SmsAuthenticationMessage,
                SmsConfiguration = settings.SmsConfiguration,
            }
            : null,
        mfa.Configuration is "OFF" ? null : new() { Enabled = mfa.Factors.SoftwareToken },
        mfa.Allows(SecondFactors.Email) ? mfa.Factors.Email : null,
        mfa.WebAuthn);
}
