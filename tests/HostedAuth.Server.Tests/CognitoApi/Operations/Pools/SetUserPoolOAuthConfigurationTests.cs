using HostedAuth.CognitoApi.Protocol.Contract;
using HostedAuth.Core.UserPools.Settings;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Pools;

public sealed class SetUserPoolOAuthConfigurationTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task What_was_set_is_told_and_survives_the_next_UpdateUserPool()
    {
        var pool = await server.CreatePoolAsync();

        var set = await SetAsync(pool, new { KeyRotationDays = 30, RequirePushedAuthorizationRequests = true });
        (await server.CallAsync("UpdateUserPool", new { UserPoolId = pool })).ShouldSucceed();
        var told = await server.CallAsync("GetUserPoolOAuthConfiguration", new { UserPoolId = pool });

        told.ShouldSucceed().Body.ShouldBe(set.ShouldSucceed().Body);
        told.Text("OAuthConfiguration.KeyRotationDays").ShouldBe("30");
        told.Text("OAuthConfiguration.RequirePushedAuthorizationRequests").ShouldBe("true");
    }

    [Fact]
    public async Task A_pool_that_nobody_configured_says_nothing()
    {
        var told = await server.CallAsync(
            "GetUserPoolOAuthConfiguration",
            new { UserPoolId = await server.CreatePoolAsync() });

        told.ShouldSucceed().Text("OAuthConfiguration").ShouldBe("{}");
    }

    [Fact]
    public async Task A_typing_error_is_refused_and_changes_nothing()
    {
        var pool = await server.CreatePoolAsync();
        (await SetAsync(pool, new { KeyRotationDays = 30 })).ShouldSucceed();

        var answer = await SetAsync(pool, new { RequirePushedAuthorizationRequest = true });

        answer.ShouldRefuse("InvalidParameterException", "OAuthConfiguration has a member that is not known.");
        var told = await server.CallAsync("GetUserPoolOAuthConfiguration", new { UserPoolId = pool });
        told.Text("OAuthConfiguration.KeyRotationDays").ShouldBe("30");
    }

    [Fact]
    public void The_contract_has_every_setting() =>
        ApiContract.UserPools.Shapes["OAuthConfigurationType"].Members.Keys.ShouldBe(
            typeof(PoolOAuthSettings).GetProperties().Where(one => !one.GetMethod!.IsStatic).Select(one => one.Name),
            ignoreOrder: true);

    private Task<ApiAnswer> SetAsync(string pool, object configuration) => server.CallAsync(
        "SetUserPoolOAuthConfiguration",
        new { UserPoolId = pool, OAuthConfiguration = configuration });
}
