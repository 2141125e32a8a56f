namespace HostedAuth.Core.Errors;

/// <summary>What exactly is wrong, where a kind of refusal has several reasons that a person is told apart.</summary>
public enum ErrorReason
{
    /// <summary>The kind says it all.</summary>
    None,
    EmailAddress,
    PhoneNumber,
    PasswordTooShort,
    PasswordWithoutUppercase,
    PasswordWithoutLowercase,
    PasswordWithoutNumber,
    PasswordWithoutSymbol,

    /// <summary>It is known from a breach.</summary>
    PasswordKnown,
}
