using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Storage;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>SMS_MFA: a code by text as the second factor.</summary>
internal sealed class SmsMfa(SignInCodes codes, AddressSetup setup, PoolScope scope)
    : MessageCode(codes, setup, scope)
{
    public override string Name => SecondFactors.Sms;

    protected override string Attribute => "phone_number";

    protected override string Amr => "sms";

    protected override IReadOnlyList<string> Responses => ["SMS_MFA_CODE"];

    protected override bool IsFirstFactor => false;

    protected override AuthError Mismatch => AuthError.CodeForUserMismatch;
}
