using HostedAuth.Core.SignIn.Challenges;

namespace HostedAuth.Core.Mfa;

/// <summary>The names of second factors, as User.ActiveFactors and the API (UserMFASettingList) have them.</summary>
public static class SecondFactors
{
    public const string SoftwareToken = "SOFTWARE_TOKEN_MFA";
    public const string Sms = "SMS_MFA";
    public const string Email = "EMAIL_OTP";
    public const string Passkey = "WEB_AUTHN";

    /// <summary>The attribute that holds the address a factor's code goes to; null for one without.</summary>
    public static string? AttributeOf(string factor) => factor switch
    {
        Sms => "phone_number",
        Email => "email",
        _ => null,
    };

    /// <summary>The second factor that a challenge, come first, uses up: a code to the same phone proves nothing more.</summary>
    public static string UsedUpBy(string challenge) => challenge is SmsOtp.ChallengeName ? Sms : challenge;
}
