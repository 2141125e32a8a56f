using FsCheck;
using FsCheck.Fluent;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Tests.SignIn;

/// <summary>What no combination of facts, however odd, may come to.</summary>
public sealed class NextStepProperties
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] SecondFactorNames = ["SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP"];

    private static readonly Config Checks = Config.QuickThrowOnFailure.WithReplay(TestSeed.Value, new Rnd(TestSeed.Value).Gamma);

    [Fact]
    public void Nobody_is_complete_without_what_is_owed() =>
        Prop.ForAll(Facts(), facts => NextStep.Of(facts) is not Verdict.Complete || IsOwedNothing(facts))
            .Check(Checks);

    [Fact]
    public void Who_owes_nothing_is_complete() =>
        Prop.ForAll(Facts(), facts => !IsOwedNothing(facts) || NextStep.Of(facts) is Verdict.Complete)
            .Check(Checks);

    [Fact]
    public void A_further_proof_never_turns_a_refusal_into_tokens() =>
        Prop.ForAll(Facts(), facts =>
            {
                var refused = facts.Proofs.Count > 0 && NextStep.Of(facts) is Verdict.Refuse;
                var more = facts with { Proofs = [.. facts.Proofs, new Proof("SMS_MFA", "sms", Now)] };
                return !refused || NextStep.Of(more) is Verdict.Refuse;
            })
            .Check(Checks);

    /// <summary>The rule, said once more in another way.</summary>
    private static bool IsOwedNothing(SignInFacts facts)
    {
        var first = facts.Proofs is [var begun, ..] ? begun.Challenge : null;
        var secondFactor = facts.Proofs.Skip(1).Any(proof => proof.Challenge != first
            && (facts.SecondFactors.Contains(proof.Challenge) || proof.Challenge is "PASSWORD" or "RECOVERY_CODE"));
        return facts is { User: { Enabled: true, Status: UserStatus.CONFIRMED or UserStatus.EXTERNAL_PROVIDER }, Proofs.Count: > 0 }
            && (facts.MfaConfiguration is null or "OFF"
                || (facts.MfaConfiguration == "OPTIONAL" && facts.SecondFactors.Count == 0)
                || secondFactor);
    }

    private static Arbitrary<SignInFacts> Facts() =>
        (from status in Gen.Elements(Enum.GetValues<UserStatus>())
         from enabled in Gen.Elements(true, true, false)
         from exists in Gen.Elements(true, true, true, false)
         from mfa in Gen.Elements("none", "OFF", "OPTIONAL", "ON")
         from active in Gen.SubListOf(SecondFactorNames)
         from proven in Gen.ListOf(Gen.Elements("PASSWORD", "SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP", "RECOVERY_CODE"))
         from daysOld in Gen.Choose(0, 14)
         select new SignInFacts
         {
             User = exists ? User(status, enabled, daysOld) : null,
             Proofs = [.. proven.Select(name => new Proof(name, "x", Now))],
             SecondFactors = [.. active],
             MfaConfiguration = mfa == "none" ? null : mfa,
             PasswordRules = PasswordRules.Of(new UserPoolSettings()),
             Now = Now,
         }).ToArbitrary();

    private static User User(UserStatus status, bool enabled, int daysOld)
    {
        var user = Valid.User(status);
        user.Enabled = enabled;
        user.PasswordSetAt = Now.AddDays(-daysOld);
        return user;
    }
}
