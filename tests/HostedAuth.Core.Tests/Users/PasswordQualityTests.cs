using HostedAuth.Core.Errors;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.UserPools.Settings;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Tests.Users;

public sealed class PasswordQualityTests
{
    private static readonly PasswordRules Default = PasswordRules.Of(new UserPoolSettings());

    [Theory]
    [InlineData("Passw0rd!", null)]
    [InlineData("Passw0rd ok", null)]
    [InlineData("Pass0!x", "Password not long enough")]
    [InlineData("passw0rd!", "Password must have uppercase characters")]
    [InlineData("PASSW0RD!", "Password must have lowercase characters")]
    [InlineData("Password!", "Password must have numeric characters")]
    [InlineData("Passw0rdd", "Password must have symbol characters")]
    [InlineData("Passw0rdé", "Password must have symbol characters")]
    [InlineData("", "Password not long enough")]
    public void The_first_rule_that_is_broken_is_told(string password, string? reason) =>
        (PasswordQuality.Violation(Default, password)?.Words).ShouldBe(reason);

    [Fact]
    public void A_policy_asks_only_for_what_it_names()
    {
        var policy = new PasswordPolicy { MinimumLength = 6, RequireNumbers = true };
        var rules = PasswordRules.Of(new UserPoolSettings { Policies = new() { PasswordPolicy = policy } });

        PasswordQuality.Violation(rules, "abcde1").ShouldBeNull();
        (PasswordQuality.Violation(rules, "abcdef")?.Words).ShouldBe("Password must have numeric characters");
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    [InlineData(1_000_000, false)]
    public void A_password_has_at_most_256_characters(int length, bool allowed)
    {
        var check = () => PasswordQuality.CheckForm(new string('x', length));

        if (allowed)
        {
            check.ShouldNotThrow();
        }
        else
        {
            check.ShouldThrow<AuthException>().Error.ShouldBe(AuthError.PasswordTooLong);
        }
    }

    [Theory]
    [InlineData(" Passw0rd!")]
    [InlineData("Passw0rd! ")]
    public void A_password_neither_begins_nor_ends_with_a_space(string password) =>
        Should.Throw<AuthException>(() => PasswordQuality.CheckForm(password)).Error.ShouldBe(AuthError.PasswordEdges);

    [Theory]
    [InlineData(6)]
    [InlineData(99)]
    public void A_generated_password_satisfies_the_policy_and_none_is_made_twice(int minimumLength)
    {
        var rules = Default with { MinimumLength = minimumLength };

        var passwords = Enumerable.Range(0, 200).Select(_ => PasswordQuality.Generate(rules).Value).ToList();

        passwords.ShouldAllBe(password => PasswordQuality.Violation(rules, password) == null);
        passwords.Distinct().Count().ShouldBe(200);
    }
}
