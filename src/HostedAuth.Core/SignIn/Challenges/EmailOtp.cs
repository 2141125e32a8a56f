using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Storage;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>EMAIL_OTP: a code by mail, as the first factor or the second; prose calls the second EMAIL_MFA.</summary>
internal sealed class EmailOtp(SignInCodes codes, AddressSetup setup, PoolScope scope)
    : MessageCode(codes, setup, scope)
{
    public override string Name => SecondFactors.Email;

    protected override string Attribute => "email";

    protected override string Amr => "email_otp";

    protected override IReadOnlyList<string> Responses => ["EMAIL_OTP_CODE", "EMAIL_MFA_CODE"];

    protected override bool IsFirstFactor => true;

    protected override AuthError Mismatch => AuthError.OtpMismatch;
}
