using HostedAuth.Core.Risk;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Tests.SignIn;

/// <summary>What a device changes about the next step, over all facts there are.</summary>
public sealed class NextStepDeviceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Proof Password = new("PASSWORD", "pwd", Now);
    private static readonly Proof Totp = new("SOFTWARE_TOKEN_MFA", "otp", Now);

    [Fact]
    public void A_remembered_device_is_asked_right_after_the_first_factor() =>
        NextStep.Of(Facts("ON", ["SOFTWARE_TOKEN_MFA"], Remembered)).ShouldBe(new Verdict.Ask("DEVICE_SRP_AUTH"));

    [Fact]
    public void Proven_it_spares_the_second_factor() =>
        NextStep.Of(Facts("ON", ["SOFTWARE_TOKEN_MFA"], Proven)).ShouldBe(new Verdict.Complete());

    [Fact]
    public void A_device_that_saw_no_second_factor_yet_is_asked_only_where_none_is_owed()
    {
        var known = Remembered with { StandsIn = false };

        NextStep.Of(Facts("ON", ["SOFTWARE_TOKEN_MFA"], known)).ShouldBe(new Verdict.Ask("SOFTWARE_TOKEN_MFA"));
        NextStep.Of(Facts("OPTIONAL", ["SOFTWARE_TOKEN_MFA"], known)).ShouldBe(new Verdict.Ask("SOFTWARE_TOKEN_MFA"));
        NextStep.Of(Facts("ON", [], known)).ShouldBe(new Verdict.Ask("MFA_SETUP"));
        NextStep.Of(Facts("OPTIONAL", [], known)).ShouldBe(new Verdict.Ask("DEVICE_SRP_AUTH"));
        NextStep.Of(Facts("OFF", [], known)).ShouldBe(new Verdict.Ask("DEVICE_SRP_AUTH"));
    }

    [Fact]
    public void A_device_that_saw_no_second_factor_yet_spares_none_though_it_proved_its_secret()
    {
        foreach (var facts in Everything())
        {
            NextStep.Of(facts with { Device = Proven with { StandsIn = false } }).ShouldBe(NextStep.Of(facts));
        }
    }

    [Fact]
    public void A_device_is_asked_after_what_triggers_asked_with_and_without_a_password()
    {
        var custom = new Proof("CUSTOM_CHALLENGE", null, Now);

        NextStep.Of(Facts("OFF", [], Remembered) with { Proofs = [custom] }).ShouldBe(new Verdict.Ask("DEVICE_SRP_AUTH"));
        NextStep.Of(Facts("OFF", [], Remembered) with { Proofs = [Password, custom] }).ShouldBe(new Verdict.Ask("DEVICE_SRP_AUTH"));
        NextStep.Of(Facts("OFF", [], Remembered) with { Proofs = [Password, Totp, custom] }).ShouldBe(new Verdict.Complete());
    }

    [Fact]
    public void It_never_spares_setting_a_factor_up()
    {
        NextStep.Of(Facts("ON", [], Remembered)).ShouldBe(new Verdict.Ask("MFA_SETUP"));
        NextStep.Of(Facts("ON", [], Proven)).ShouldBe(new Verdict.Ask("MFA_SETUP"));
    }

    [Theory]
    [InlineData(AttemptRisk.MfaRequired)]
    [InlineData(AttemptRisk.MfaIfConfigured)]
    public void A_second_factor_that_a_risk_demands_is_given_by_a_person(string action)
    {
        var risk = new AttemptRisk("High", action);

        NextStep.Of(Facts("ON", ["SOFTWARE_TOKEN_MFA"], Remembered) with { Risk = risk })
            .ShouldBe(new Verdict.Ask("SOFTWARE_TOKEN_MFA"));
        NextStep.Of(Facts("ON", ["SOFTWARE_TOKEN_MFA"], Proven) with { Risk = risk })
            .ShouldBe(new Verdict.Ask("SOFTWARE_TOKEN_MFA"));
    }

    [Fact]
    public void Who_gave_a_second_factor_is_not_asked_for_the_device() =>
        NextStep.Of(Facts("ON", ["SOFTWARE_TOKEN_MFA"], Remembered) with { Proofs = [Password, Totp] })
            .ShouldBe(new Verdict.Complete());

    [Fact]
    public void A_device_that_stands_in_for_nothing_changes_nothing()
    {
        foreach (var facts in Everything())
        {
            var known = facts with { Device = new SignInDevice("key", IsRemembered: false, StandsIn: false, IsProven: true) };

            NextStep.Of(known).ShouldBe(NextStep.Of(facts));
        }
    }

    [Fact]
    public void No_device_turns_a_refusal_into_anything_else()
    {
        foreach (var facts in Everything().Where(facts => NextStep.Of(facts) is Verdict.Refuse))
        {
            NextStep.Of(facts with { Device = Remembered }).ShouldBe(NextStep.Of(facts));
            NextStep.Of(facts with { Device = Proven }).ShouldBe(NextStep.Of(facts));
        }
    }

    [Fact]
    public void An_unproven_device_completes_nothing_that_was_incomplete()
    {
        foreach (var facts in Everything().Where(facts => NextStep.Of(facts) is not Verdict.Complete))
        {
            NextStep.Of(facts with { Device = Remembered }).ShouldNotBe(new Verdict.Complete());
        }
    }

    private static SignInDevice Remembered { get; } = new("key", IsRemembered: true, StandsIn: true, IsProven: false);

    private static SignInDevice Proven { get; } = new("key", IsRemembered: true, StandsIn: true, IsProven: true);

    private static IEnumerable<SignInFacts> Everything() =>
        from status in Enum.GetValues<UserStatus>()
        from enabled in new[] { true, false }
        from mfa in new[] { null, "OFF", "OPTIONAL", "ON" }
        from factors in new string[][] { [], ["SOFTWARE_TOKEN_MFA"], ["EMAIL_OTP", "SOFTWARE_TOKEN_MFA"] }
        from proofs in new Proof[][] { [], [Password], [Password, Totp] }
        select Facts(mfa, factors, device: null, status, enabled) with { Proofs = proofs };

    private static SignInFacts Facts(
        string? mfa,
        IReadOnlyList<string> factors,
        SignInDevice? device,
        UserStatus status = UserStatus.CONFIRMED,
        bool enabled = true)
    {
        var user = Valid.User(status);
        user.Enabled = enabled;
        user.PasswordSetAt = Now;
        user.ActiveFactors = factors;
        return new SignInFacts
        {
            User = user,
            Proofs = [Password],
            SecondFactors = factors,
            Device = device,
            MfaConfiguration = mfa,
            PasswordRules = PasswordRules.Of(new UserPoolSettings()),
            Now = Now,
        };
    }
}
