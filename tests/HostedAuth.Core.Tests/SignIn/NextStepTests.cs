using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Tests.SignIn;

/// <summary>The order of the questions after the first factor, one by one.</summary>
public sealed class NextStepTests
{
    private static readonly DateTimeOffset PasswordSetAt = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Proof Password = new("PASSWORD", "pwd", PasswordSetAt);

    [Fact]
    public void A_confirmed_user_with_a_password_is_complete() =>
        NextStep.Of(Facts()).ShouldBe(new Verdict.Complete());

    [Fact]
    public void Nothing_proven_is_nothing_granted() =>
        NextStep.Of(Facts() with { Proofs = [] }).ShouldBe(new Verdict.Refuse(AuthError.IncorrectUsernameOrPassword));

    [Fact]
    public void The_pretence_of_a_user_goes_nowhere() =>
        NextStep.Of(Facts() with { User = null }).ShouldBe(new Verdict.Refuse(AuthError.IncorrectUsernameOrPassword));

    [Theory]
    [InlineData(UserStatus.CONFIRMED)]
    [InlineData(UserStatus.UNCONFIRMED)]
    [InlineData(UserStatus.RESET_REQUIRED)]
    [InlineData(UserStatus.FORCE_CHANGE_PASSWORD)]
    public void A_disabled_user_hears_that_before_anything_else(UserStatus status)
    {
        var user = Valid.User(status);
        user.Enabled = false;

        NextStep.Of(Facts() with { User = user }).ShouldBe(new Verdict.Refuse(AuthError.UserDisabled));
    }

    [Fact]
    public void An_unconfirmed_user_is_refused() =>
        NextStep.Of(Facts(UserStatus.UNCONFIRMED)).ShouldBe(new Verdict.Refuse(AuthError.UserNotConfirmed));

    [Fact]
    public void A_user_who_must_reset_the_password_is_refused() =>
        NextStep.Of(Facts(UserStatus.RESET_REQUIRED)).ShouldBe(new Verdict.Refuse(AuthError.PasswordResetRequired));

    [Fact]
    public void A_temporary_password_must_be_replaced() =>
        NextStep.Of(Facts(UserStatus.FORCE_CHANGE_PASSWORD)).ShouldBe(new Verdict.Ask("NEW_PASSWORD_REQUIRED"));

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void A_temporary_password_opens_until_its_days_are_over(int ticksPast, bool opens)
    {
        var facts = Facts(UserStatus.FORCE_CHANGE_PASSWORD) with { Now = PasswordSetAt.AddDays(7).AddTicks(ticksPast) };

        var verdict = NextStep.Of(facts);

        verdict.ShouldBe(opens
            ? new Verdict.Ask("NEW_PASSWORD_REQUIRED")
            : new Verdict.Refuse(AuthError.TemporaryPasswordExpired));
    }

    [Fact]
    public void A_temporary_password_comes_before_the_second_factor()
    {
        var facts = Facts(UserStatus.FORCE_CHANGE_PASSWORD) with { MfaConfiguration = "ON" };

        NextStep.Of(facts).ShouldBe(new Verdict.Ask("NEW_PASSWORD_REQUIRED"));
    }

    [Theory]
    [InlineData(null, 1, null)]
    [InlineData("OFF", 1, null)]
    [InlineData("OPTIONAL", 0, null)]
    [InlineData("OPTIONAL", 1, "SOFTWARE_TOKEN_MFA")]
    [InlineData("OPTIONAL", 2, "SELECT_MFA_TYPE")]
    [InlineData("ON", 0, "MFA_SETUP")]
    [InlineData("ON", 1, "SOFTWARE_TOKEN_MFA")]
    [InlineData("ON", 2, "SELECT_MFA_TYPE")]
    public void The_pool_and_the_users_factors_decide_about_a_second_one(string? configuration, int active, string? asked)
    {
        var facts = Facts() with
        {
            MfaConfiguration = configuration,
            SecondFactors = new[] { "SOFTWARE_TOKEN_MFA", "SMS_MFA" }[..active],
        };
        facts.User!.ActiveFactors = facts.SecondFactors;

        NextStep.Of(facts).ShouldBe(asked is null ? new Verdict.Complete() : new Verdict.Ask(asked));
    }

    [Fact]
    public void A_second_factor_proven_is_not_asked_again()
    {
        var facts = Facts() with
        {
            MfaConfiguration = "ON",
            SecondFactors = ["SOFTWARE_TOKEN_MFA"],
            Proofs = [Password, new("SOFTWARE_TOKEN_MFA", "otp", PasswordSetAt)],
        };

        NextStep.Of(facts).ShouldBe(new Verdict.Complete());
    }

    private static SignInFacts Facts(UserStatus status = UserStatus.CONFIRMED)
    {
        var user = Valid.User(status);
        user.PasswordSetAt = PasswordSetAt;
        return new SignInFacts
        {
            User = user,
            Proofs = [Password],
            SecondFactors = [],
            MfaConfiguration = null,
            PasswordRules = PasswordRules.Of(new UserPoolSettings()),
            Now = PasswordSetAt.AddHours(1),
        };
    }

    [Theory]
    [InlineData("SMS_MFA", "SMS_MFA")]
    [InlineData("SOFTWARE_TOKEN_MFA", "SOFTWARE_TOKEN_MFA")]
    [InlineData("EMAIL_OTP", "SELECT_MFA_TYPE")]
    [InlineData(null, "SELECT_MFA_TYPE")]
    public void The_preferred_factor_is_asked_for_without_a_choice(string? preferred, string asked)
    {
        var facts = Facts() with { MfaConfiguration = "ON", SecondFactors = ["SMS_MFA", "SOFTWARE_TOKEN_MFA"] };
        facts.User!.ActiveFactors = facts.SecondFactors;
        facts.User.PreferredFactor = preferred;

        NextStep.Of(facts).ShouldBe(new Verdict.Ask(asked));
    }

    [Theory]
    [InlineData("WEB_AUTHN", "WEB_AUTHN")]
    [InlineData("EMAIL_OTP", "EMAIL_OTP")]
    [InlineData("SMS_OTP", "SMS_MFA")]
    public void Who_began_with_the_only_factor_gives_the_password_too(string first, string factor)
    {
        var facts = Facts() with
        {
            MfaConfiguration = "ON",
            SecondFactors = [factor],
            Proofs = [new(first, "x", PasswordSetAt)],
        };

        NextStep.Of(facts).ShouldBe(new Verdict.Ask("PASSWORD"));
        NextStep.Of(facts with { Proofs = [.. facts.Proofs, facts.Proofs[0]] }).ShouldBe(new Verdict.Ask("PASSWORD"));
        NextStep.Of(facts with { Proofs = [.. facts.Proofs, Password] }).ShouldBe(new Verdict.Complete());
    }

    [Fact]
    public void Who_chose_nothing_and_has_proven_both_addresses_gets_a_code_by_text()
    {
        var facts = Facts() with { MfaConfiguration = "ON", SecondFactors = ["EMAIL_OTP", "SMS_MFA"] };

        NextStep.Of(facts).ShouldBe(new Verdict.Ask("SMS_MFA"));
    }

    [Theory]
    [InlineData("EMAIL_OTP", "email_otp", 3, "PASSWORD")]
    [InlineData("WEB_AUTHN", "hwk", 4, "PASSWORD")]
    [InlineData("WEB_AUTHN", "hwk", 3, null)]
    public void A_password_may_be_what_a_level_lacks(string first, string method, int level, string? asked)
    {
        var facts = Facts() with
        {
            MfaConfiguration = "OPTIONAL",
            SecondFactors = ["SOFTWARE_TOKEN_MFA"],
            Proofs = [new(first, method, PasswordSetAt) { IsMultiFactor = first is "WEB_AUTHN" }],
            Levels = [level],
        };

        NextStep.Of(facts).ShouldBe(asked is null ? new Verdict.Complete() : new Verdict.Ask(asked));
        facts.User!.PasswordHash = null;
        NextStep.Of(facts with { Levels = [4], MfaConfiguration = "OFF", SecondFactors = [] })
            .ShouldBeOfType<Verdict.Refuse>();
    }

    [Fact]
    public void A_level_chooses_the_second_factor_before_the_preference_does()
    {
        var facts = Facts() with
        {
            MfaConfiguration = "ON",
            SecondFactors = ["SMS_MFA", "SOFTWARE_TOKEN_MFA"],
            Levels = [4],
        };
        facts.User!.ActiveFactors = facts.SecondFactors;
        facts.User.PreferredFactor = "SMS_MFA";

        NextStep.Of(facts).ShouldBe(new Verdict.Ask("SOFTWARE_TOKEN_MFA"));
    }

    [Fact]
    public void Who_has_neither_a_password_nor_another_factor_sets_one_up()
    {
        var facts = Facts() with
        {
            MfaConfiguration = "OPTIONAL",
            SecondFactors = ["EMAIL_OTP"],
            Proofs = [new("EMAIL_OTP", "email_otp", PasswordSetAt)],
        };
        facts.User!.PasswordHash = null;

        NextStep.Of(facts).ShouldBe(new Verdict.Ask("MFA_SETUP"));
    }

    [Fact]
    public void What_was_given_first_is_not_among_the_choices()
    {
        var facts = Facts() with
        {
            MfaConfiguration = "ON",
            SecondFactors = ["EMAIL_OTP", "SOFTWARE_TOKEN_MFA"],
            Proofs = [new("EMAIL_OTP", "email_otp", PasswordSetAt)],
        };

        NextStep.Of(facts).ShouldBe(new Verdict.Ask("SOFTWARE_TOKEN_MFA"));
    }
}
