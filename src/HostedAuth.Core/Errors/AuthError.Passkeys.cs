namespace HostedAuth.Core.Errors;

// What is refused about passkeys.
public sealed partial record AuthError
{
    public static AuthError PasskeysNotEnabled { get; } =
        new(ErrorKind.WebAuthnNotEnabled, "Passkeys are not enabled for this user pool.");

    public static AuthError PasskeysNotConfigured { get; } = new(
        ErrorKind.WebAuthnConfigurationMissing,
        "The user pool has neither a relying party id nor a domain.");

    public static AuthError PasskeyChallengeNotFound { get; } =
        new(ErrorKind.WebAuthnChallengeNotFound, "The challenge of the registration is unknown, used or expired.");

    public static AuthError PasskeyClientMismatch { get; } =
        new(ErrorKind.WebAuthnClientMismatch, "The registration was started by another client.");

    public static AuthError PasskeyOriginNotAllowed { get; } =
        new(ErrorKind.WebAuthnOriginNotAllowed, "The passkey was made at an origin that does not belong to the relying party.");

    public static AuthError PasskeyRelyingPartyMismatch { get; } =
        new(ErrorKind.WebAuthnRelyingPartyMismatch, "The passkey was made for another relying party.");

    public static AuthError PasskeyNotSupported { get; } =
        new(ErrorKind.WebAuthnCredentialNotSupported, "The passkey is not of a supported kind.");

    public static AuthError PasskeyNotFound { get; } =
        new(ErrorKind.ResourceNotFound, "The passkey does not exist.");

    public static AuthError PasskeyIsRegistered { get; } = InvalidParameter("The passkey is registered already.");

    public static AuthError PasskeyUnreadable { get; } = InvalidParameter("The credential can't be read.");
}
