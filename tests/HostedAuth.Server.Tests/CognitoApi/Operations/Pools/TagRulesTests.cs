using HostedAuth.Core.UserPools;
using HostedAuth.Server.Tests.Delivery;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Pools;

public sealed class TagRulesTests(ServerWithProviders server) : IClassFixture<ServerWithProviders>
{
    private const string Email = "it may be a sender that is configured: smtp, ses or webhook:<name of Webhooks>.";
    private const string Sms = "it may be a sender that is configured: sns, twilio or webhook:<name of Webhooks>.";

    [Theory]
    [InlineData("hostedauth:email", "pigeon", Email)]
    [InlineData("hostedauth:email", "smtp", Email)]
    [InlineData("hostedauth:email", "twilio", Email)]
    [InlineData("hostedauth:email", "webhook", Email)]
    [InlineData("hostedauth:email", "webhook:none", Email)]
    [InlineData("hostedauth:email", "webhook:POST", Email)]
    [InlineData("hostedauth:email", "ses:post", Email)]
    [InlineData("hostedauth:email", "CustomSender:post", Email)]
    [InlineData("hostedauth:email", "", Email)]
    [InlineData("hostedauth:sms", "ses", Sms)]
    [InlineData("hostedauth:events", "none", "it may be the name of one of the settings' Webhooks, or empty.")]
    [InlineData("hostedauth:language", "tlh", "it may be a language of the theme: de, en, es, fr.")]
    [InlineData("hostedauth:strict", "yes", "it may be true or false.")]
    [InlineData("hostedauth:pkce", "off", "it may be required or optional.")]
    [InlineData("hostedauth:srp", "no", "it may be on or off.")]
    [InlineData("hostedauth:magic-link", "1", "it may be true or false.")]
    [InlineData("hostedauth:notices", "true", "it may be on or off.")]
    public async Task A_value_that_means_nothing_here_is_refused_wherever_tags_are_given(string tag, string value, string sentence)
    {
        var tags = new Dictionary<string, string> { [tag] = value };
        var poolId = await server.CreatePoolAsync();
        var arn = (await server.CallAsync("DescribeUserPool", new { UserPoolId = poolId })).Text("UserPool.Arn");

        var created = await server.CallAsync("CreateUserPool", new { PoolName = "shop", UserPoolTags = tags });
        var updated = await server.CallAsync("UpdateUserPool", new { UserPoolId = poolId, UserPoolTags = tags });
        var tagged = await server.CallAsync("TagResource", new { ResourceArn = arn, Tags = tags });

        foreach (var answer in new[] { created, updated, tagged })
        {
            answer.ShouldRefuse("InvalidParameterException", $"The tag {tag} can't be \"{value}\"; {sentence}");
        }
    }

    [Fact]
    public async Task Every_tag_of_ours_has_a_rule()
    {
        var tags = typeof(PoolTags).GetFields().Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToList();

        tags.ShouldNotBeEmpty();
        foreach (var tag in tags)
        {
            var answer = await server.CallAsync("CreateUserPool", new
            {
                PoolName = "shop",
                UserPoolTags = new Dictionary<string, string> { [tag] = "no such thing" },
            });

            answer.Body.ShouldContain($"The tag {tag} can't be ");
        }
    }

    [Theory]
    [InlineData("hostedauth:mail")]
    [InlineData("HostedAuth:Email")]
    public async Task A_tag_of_ours_that_does_not_exist_is_refused_with_those_that_do(string tag)
    {
        var answer = await server.CallAsync("CreateUserPool", new
        {
            PoolName = "shop",
            UserPoolTags = new Dictionary<string, string> { [tag] = "ses" },
        });

        answer.ShouldRefuse("InvalidParameterException");
        answer.Body.ShouldContain($"There is no tag {tag}. This server knows hostedauth:email, ");
    }

    [Theory]
    [InlineData("hostedauth:email", "ses")]
    [InlineData("hostedauth:email", "Ses")]
    [InlineData("hostedauth:email", "webhook:post")]
    [InlineData("hostedauth:sms", "twilio")]
    [InlineData("hostedauth:events", "post")]
    [InlineData("hostedauth:events", "")]
    [InlineData("hostedauth:language", "de-CH")]
    [InlineData("hostedauth:notices", "on")]
    [InlineData("hostedauth:strict", "false")]
    [InlineData("team", "web")]
    public async Task What_means_something_is_taken(string tag, string value)
    {
        var answer = await server.CallAsync("CreateUserPool", new
        {
            PoolName = "shop",
            UserPoolTags = new Dictionary<string, string> { [tag] = value },
        });

        answer.ShouldSucceed();
    }
}
