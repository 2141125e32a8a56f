using HostedAuth.Core.AccessKeys;

namespace HostedAuth.Core.Tests.AccessKeys;

public sealed class AccessPolicyTests
{
    private const string Pool = "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_AbCdEfGhI";

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Allow","Action":"cognito-idp:AdminGetUser","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Allow","Action":"COGNITO-IDP:admingetuser","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Allow","Action":"cognito-idp:Admin*","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Allow","Action":"cognito-idp:Admin???User","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Allow","Action":"cognito-idp:Admin??User","Resource":"*"}""", false)]
    [InlineData("""{"Effect":"Allow","Action":["cognito-idp:List*","cognito-idp:AdminGet*"],"Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Allow","Action":"cognito-idp:List*","Resource":"*"}""", false)]
    [InlineData("""{"Effect":"Allow","NotAction":"cognito-idp:List*","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Allow","NotAction":"cognito-idp:Admin*","Resource":"*"}""", false)]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"arn:aws:cognito-idp:*:*:userpool/us-east-1_AbCdEfGhI"}""", true)]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"arn:aws:cognito-idp:*:*:userpool/us-east-1_abcdefghi"}""", false)]
    [InlineData("""{"Effect":"Allow","Action":"*","NotResource":"arn:aws:cognito-idp:*:*:userpool/us-east-1_*"}""", false)]
    [InlineData("""{"Effect":"Allow","Action":"*","NotResource":"arn:aws:cognito-idp:*:*:userpool/eu-*"}""", true)]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*"}""", false)]
    public void A_statement_covers_what_its_patterns_match(string statement, bool allowed) =>
        AccessPolicy.Parse($$"""{"Version":"2012-10-17","Statement":{{statement}}}""")
            .Allows("cognito-idp:AdminGetUser", Pool)
            .ShouldBe(allowed);

    [Theory]
    [InlineData("Allow", "Deny")]
    [InlineData("Deny", "Allow")]
    public void An_explicit_Deny_wins(string first, string second) =>
        AccessPolicy.Parse(
            $$"""
            {"Statement":[{"Effect":"{{first}}","Action":"*","Resource":"*"},{"Effect":"{{second}}","Action":"*","Resource":"*"}]}
            """)
            .Allows("cognito-idp:AdminGetUser", Pool)
            .ShouldBeFalse();

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""{"Statement":[{}]}""")]
    [InlineData("""{"Statement":[1]}""")]
    [InlineData("""{"Statement":{"Effect":"allow","Action":"*","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":[],"Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","NotAction":"*","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{}}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"${aws:username}"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Effect":"Deny","Action":"*","Resource":"*"}}""")]
    [InlineData("""{"Statement":[],"Statements":[]}""")]
    [InlineData("""not JSON""")]
    public void What_cannot_be_honoured_is_refused(string json) =>
        Should.Throw<FormatException>(() => AccessPolicy.Parse(json));

    [Fact]
    public void A_pattern_made_to_be_slow_is_not()
    {
        var pattern = string.Concat(Enumerable.Repeat("*a", 200)) + "b";

        Wildcard.Matches(pattern, new string('a', 5000), ignoreCase: false).ShouldBeFalse();
    }
}
