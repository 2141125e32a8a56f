using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>SMS_MFA: a code by text as the second factor.</summary>
internal sealed class SmsMfa(SignInCodes codes, PoolScope scope) : MessageCode(codes, scope)
{
    private readonly PoolScope _scope = scope;

    public override string Name => SecondFactors.Sms;

    protected override string Attribute => "phone_number";

    protected override string Amr => "sms";

    protected override IReadOnlyList<string> Responses => ["SMS_MFA_CODE"];

    protected override bool IsFirstFactor => false;

    protected override AuthError Mismatch => AuthError.SmsCodeMismatch;

    protected override bool IsCommon(Claimant pretence) => false;

    /// <summary>Where the pool demands a second factor and the user chose none, a proven number is one, as in Cognito.</summary>
    public override bool IsSecondFactorOf(User user) =>
        base.IsSecondFactorOf(user)
        || (_scope.Pool.Mfa.IsRequired && user.ActiveFactors.Count == 0 && CanBeSecondFactorOf(user));
}
