namespace HostedAuth.Core.Delivery;

/// <summary>Why a message goes to a user; decides its template.</summary>
public enum MessagePurpose
{
    SignUp,
    ResendCode,
    ForgotPassword,

    /// <summary>An address was changed.</summary>
    UpdateAttribute,

    /// <summary>A code was asked for.</summary>
    VerifyAttribute,
    Invitation,

    /// <summary>A code that signs in.</summary>
    Authentication,

    /// <summary>Somebody signed up with an address that has an account.</summary>
    AccountExists,

    /// <summary>A sign-in looked like somebody else's.</summary>
    RiskNotice,

    /// <summary>Something was changed in the account.</summary>
    SecurityNotice,
}
