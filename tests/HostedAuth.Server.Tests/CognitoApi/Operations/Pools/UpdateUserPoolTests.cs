using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Pools;

public sealed class UpdateUserPoolTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task What_is_absent_goes_back_to_its_default_and_what_is_settled_stays()
    {
        var pool = await server.CreatePoolAsync(new
        {
            AliasAttributes = new[] { "email" },
            AutoVerifiedAttributes = new[] { "email" },
            LambdaConfig = new { PreSignUp = "arn:aws:lambda:us-east-1:123456789012:function:check" },
            UserPoolTags = new { team = "web" },
        });

        var update = await server.CallAsync("UpdateUserPool", new { UserPoolId = pool, MfaConfiguration = "OPTIONAL" });

        update.ShouldSucceed().Body.ShouldBe("{}");
        var answer = await server.CallAsync("DescribeUserPool", new { UserPoolId = pool });
        answer.Text("UserPool.MfaConfiguration").ShouldBe("OPTIONAL");
        answer.Text("UserPool.LambdaConfig").ShouldBe("{}");
        answer.Text("UserPool.AutoVerifiedAttributes").ShouldBeNull();
        answer.Text("UserPool.AliasAttributes").ShouldBe("""["email"]""");
        answer.Text("UserPool.UserPoolTags.team").ShouldBe("web");
    }

    [Fact]
    public async Task A_pool_is_renamed()
    {
        var pool = await server.CreatePoolAsync();

        (await server.CallAsync("UpdateUserPool", new { UserPoolId = pool, PoolName = "renamed" })).ShouldSucceed();

        (await server.CallAsync("DescribeUserPool", new { UserPoolId = pool })).Text("UserPool.Name").ShouldBe("renamed");
    }

    [Fact]
    public async Task In_a_strict_pool_a_second_factor_needs_an_SMS_configuration()
    {
        var pool = await server.CreatePoolAsync(new
        {
            UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" },
        });

        var answer = await server.CallAsync("UpdateUserPool", new { UserPoolId = pool, MfaConfiguration = "ON" });

        answer.ShouldRefuse("InvalidParameterException");
    }
}
