namespace HostedAuth.Core.Users.Codes;

/// <summary>How often something was done with a user's name within the hour, or from an address within the minute.</summary>
public sealed class AttemptCounter
{
    public required string PoolId { get; init; }

    /// <summary>The user's id, or the one of a pretended user; an HMAC of the network address.</summary>
    public required string UserId { get; init; }

    public required LimitedAct Act { get; init; }

    public int Count { get; set; }

    /// <summary>When counting begins anew.</summary>
    public required DateTimeOffset WindowEndsAt { get; set; }
}

/// <summary>What is limited for each user and hour; named as the operations.</summary>
public enum LimitedAct
{
    ResendConfirmationCode,
    ConfirmSignUp,
    ForgotPassword,
    ConfirmForgotPassword,
    ChangePassword,
    GetUserAttributeVerificationCode,
    VerifyUserAttribute,

    /// <summary>Codes that go to new addresses of the user's own choice.</summary>
    UpdateUserAttributes,

    TellAccountExists,

    /// <summary>A message to an email address; the user's id is the address's MAC.</summary>
    MailAddress,

    /// <summary>A message to a phone number.</summary>
    TextNumber,

    /// <summary>A code by message as the first factor of sign-in.</summary>
    SendFirstFactor,

    /// <summary>A code by message as the second factor of sign-in.</summary>
    SendSecondFactor,

    /// <summary>Codes of authenticator apps, at sign-in; a right one ends the count.</summary>
    AnswerSoftwareToken,

    /// <summary>Recovery codes, at sign-in; a right one ends the count.</summary>
    AnswerRecoveryCode,

    /// <summary>From one network address, whoever is to be signed in.</summary>
    SignInFromAddress,

    /// <summary>From one network address, under whatever name.</summary>
    SignUpFromAddress,

    /// <summary>Codes of a forgotten password or a sign-up, asked for from one network address.</summary>
    CodeFromAddress,

    /// <summary>Devices that ask to be let in, from one network address.</summary>
    StartDeviceFromAddress,

    /// <summary>Requests that a client pushes without proof, from one network address, within the minute.</summary>
    PushFromAddress,

    /// <summary>
    /// Requests that a client pushes which registered itself, within the minute; the user's id is the client's.
    /// </summary>
    PushByRegistered,

    /// <summary>Requests that a client signed, brought by browsers from one network address, within the minute.</summary>
    KeepRequestFromAddress,

    /// <summary>Clients that register themselves without a token, from one network address, within the hour.</summary>
    RegisterClientFromAddress,

    /// <summary>Changes of a registered client by itself; the user's id is the client's.</summary>
    ChangeRegistration,

    /// <summary>
    /// Changes of clients that registered themselves without a token, from one network address, within the hour.
    /// </summary>
    ChangeRegistrationFromAddress,

    /// <summary>Wrong codes of devices, typed in from one network address, within the hour.</summary>
    EnterUserCodeFromAddress,

    /// <summary>Wrong codes of devices, typed in by anybody who isn't signed in, within the hour.</summary>
    EnterUserCode,

    /// <summary>Wrong codes of devices, typed in by who is signed in, within the hour.</summary>
    EnterUserCodeAsUser,

    /// <summary>Devices that ask while very many of their client wait, from one network address, within the minute.</summary>
    StartDeviceOfMany,
}
