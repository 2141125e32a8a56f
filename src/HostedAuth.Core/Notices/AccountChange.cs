namespace HostedAuth.Core.Notices;

/// <summary>
/// What a notice tells its reader; each has a sentence in the theme's <c>words.json</c>, under its name in camel case.
/// </summary>
public enum AccountChange
{
    PasswordChanged,
    EmailChanged,
    PhoneChanged,
    AppAdded,
    AppRemoved,
    PasskeyAdded,
    PasskeyRemoved,

    /// <summary>Authenticator apps are asked for as a second factor.</summary>
    AppFactorOn,
    AppFactorOff,

    /// <summary>Codes by text are.</summary>
    SmsFactorOn,
    SmsFactorOff,

    /// <summary>Codes by mail are.</summary>
    EmailFactorOn,
    EmailFactorOff,

    /// <summary>Passkeys are.</summary>
    PasskeyFactorOn,
    PasskeyFactorOff,
    RecoveryCodesMade,
    RecoveryCodeUsed,
}
