using HostedAuth.Core.Errors;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Tests.Users;

public sealed class UserFilterTests
{
    [Theory]
    [InlineData("email = \"a@example.com\"", "email", false, "a@example.com")]
    [InlineData("email=\"a@example.com\"", "email", false, "a@example.com")]
    [InlineData("  given_name  ^=  \"Ann\"  ", "given_name", true, "Ann")]
    [InlineData("family_name = \"O'Neil \\\"Red\\\" \\\\ Fox\"", "family_name", false, "O'Neil \"Red\" \\ Fox")]
    [InlineData("name = \"a\\b\"", "name", false, "a\\b")]
    [InlineData("cognito:user_status = \"confirmed\"", "cognito:user_status", false, "confirmed")]
    [InlineData("status = \"Enabled\"", "status", false, "Enabled")]
    [InlineData("username ^= \"\"", "username", true, "")]
    [InlineData("sub = \"x\"", "sub", false, "x")]
    [InlineData("phone_number ^= \"+49\"", "phone_number", true, "+49")]
    [InlineData("preferred_username = \"= ^=\"", "preferred_username", false, "= ^=")]
    public void A_filter_is_an_attribute_an_operator_and_a_quoted_value(
        string text,
        string attribute,
        bool isPrefix,
        string value)
    {
        var filter = UserFilter.Parse(text);

        filter.ShouldBe(new UserFilter(attribute, isPrefix, value));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void An_empty_filter_means_all_users(string? text) => UserFilter.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("email")]
    [InlineData("email =")]
    [InlineData("email = a@example.com")]
    [InlineData("email = 'a@example.com'")]
    [InlineData("email = \"a@example.com")]
    [InlineData("email = \"a@example.com\\\"")]
    [InlineData("email = \"a\" or email = \"b\"")]
    [InlineData("email = \"a\"; drop table users")]
    [InlineData("email == \"a\"")]
    [InlineData("email > \"a\"")]
    [InlineData("email ^ = \"a\"")]
    [InlineData("= \"a\"")]
    [InlineData("\"email\" = \"a\"")]
    [InlineData("email = \"a\0b\"")]
    public void What_does_not_follow_the_grammar_is_refused(string text)
    {
        var refused = Should.Throw<AuthException>(() => UserFilter.Parse(text));

        refused.Error.ShouldBe(AuthError.InvalidParameter("Error while parsing filter"));
    }

    [Theory]
    [InlineData("custom:foo")]
    [InlineData("birthdate")]
    [InlineData("Email")]
    [InlineData("password_hash")]
    public void An_attribute_that_is_not_searched_is_refused_by_its_name(string attribute)
    {
        var refused = Should.Throw<AuthException>(() => UserFilter.Parse($"{attribute} = \"x\""));

        refused.Error.ShouldBe(AuthError.InvalidParameter($"Invalid search attribute: {attribute}"));
    }
}
