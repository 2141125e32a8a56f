using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Pools;

/// <summary>Where the mailbox is on and nothing else, as in Development.</summary>
public sealed class TagsBesideTheMailboxTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("hostedauth:email", "webhook:typo")]
    [InlineData("hostedauth:email", "ses")]
    [InlineData("hostedauth:email", "smtp")]
    [InlineData("hostedauth:email", "mailbox")]
    [InlineData("hostedauth:sms", "webhook:typo")]
    [InlineData("hostedauth:sms", "twilio")]
    [InlineData("hostedauth:sms", "mailbox")]
    public async Task A_sender_that_is_not_configured_is_refused_there_too(string tag, string value)
    {
        var answer = await server.CallAsync("CreateUserPool", new
        {
            PoolName = "shop",
            UserPoolTags = new Dictionary<string, string> { [tag] = value },
        });

        answer.ShouldRefuse("InvalidParameterException");
        answer.Body.ShouldContain($"The tag {tag} can't be ");
    }
}
