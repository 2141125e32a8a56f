using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.Core.Mfa;

/// <summary>What SetUserPoolMfaConfig asks for; absent is as the operation says.</summary>
/// <param name="MfaConfiguration">OFF, OPTIONAL or ON.</param>
/// <param name="Sms">Present: codes by text are a factor.</param>
/// <param name="SoftwareToken">Whether authenticator apps are.</param>
/// <param name="Email">Present: codes by mail are a factor.</param>
/// <param name="WebAuthn">How passkeys are used.</param>
public sealed record MfaSetup(
    string? MfaConfiguration,
    SmsMfaConfig? Sms,
    SoftwareTokenMfaConfig? SoftwareToken,
    EmailMfaConfig? Email,
    WebAuthnConfiguration? WebAuthn)
{
    /// <summary>Whether a factor is configured, be it to switch it off.</summary>
    public bool NamesFactors => Sms is not null || SoftwareToken is not null || Email is not null;
}
