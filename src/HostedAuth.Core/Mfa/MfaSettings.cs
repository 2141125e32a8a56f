using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.Core.Mfa;

/// <summary>
/// What SetUserPoolMfaConfig sets and UpdateUserPool leaves alone: a document in the row of the pool. Whether a second
/// factor is asked for at all (MfaConfiguration), and how texts are sent (SmsConfiguration, SmsAuthenticationMessage), are
/// settings of the pool that UpdateUserPool has too, and stand there.
/// </summary>
public sealed record MfaSettings
{
    /// <summary>The factors in use; null while nobody has chosen them.</summary>
    public MfaFactors? Factors { get; init; }

    public WebAuthnConfiguration? WebAuthnConfiguration { get; init; }
}

/// <summary>Which second factors a pool offers.</summary>
public sealed record MfaFactors
{
    public bool SoftwareToken { get; init; }

    public bool Sms { get; init; }

    /// <summary>Null: codes by mail are no factor.</summary>
    public EmailMfaConfig? Email { get; init; }

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => this is { SoftwareToken: false, Sms: false, Email: null };
}
