using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>SMS_OTP: a code by text as the first factor.</summary>
internal sealed class SmsOtp(SignInCodes codes, AddressSetup setup, PoolScope scope)
    : MessageCode(codes, setup, scope)
{
    public const string ChallengeName = "SMS_OTP";

    public override string Name => ChallengeName;

    protected override string Attribute => "phone_number";

    protected override string Amr => "sms";

    protected override IReadOnlyList<string> Responses => ["SMS_OTP_CODE"];

    protected override bool IsFirstFactor => true;

    protected override AuthError Mismatch => AuthError.OtpMismatch;
}
