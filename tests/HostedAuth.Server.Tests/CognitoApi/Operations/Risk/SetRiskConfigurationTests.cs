using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Risk;

public sealed class SetRiskConfigurationTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly object Enforced = new { UserPoolAddOns = new { AdvancedSecurityMode = "ENFORCED" } };

    [Fact]
    public async Task What_is_set_is_told_and_survives_updates_of_pool_and_client()
    {
        var world = await SignInWorld.CreateAsync(server, Enforced);
        await SetAsync(world, RiskWorld.Takeover("BLOCK", notify: true));
        await SetAsync(world, RiskWorld.Takeover("NO_ACTION"), world.Client.Id);

        (await server.CallAsync(
            "UpdateUserPool",
            new { UserPoolId = world.PoolId, UserPoolAddOns = new { AdvancedSecurityMode = "ENFORCED" } })).ShouldSucceed();
        (await server.CallAsync(
            "UpdateUserPoolClient",
            new { UserPoolId = world.PoolId, ClientId = world.Client.Id, ClientName = "other" })).ShouldSucceed();

        const string Path = "RiskConfiguration.AccountTakeoverRiskConfiguration.Actions.HighAction.EventAction";
        (await DescribeAsync(world)).Text(Path).ShouldBe("BLOCK");
        (await DescribeAsync(world, world.Client.Id)).Text(Path).ShouldBe("NO_ACTION");
        (await DescribeAsync(world, world.Client.Id)).Text("RiskConfiguration.ClientId").ShouldBe(world.Client.Id);
    }

    [Fact]
    public async Task One_without_any_part_is_taken_away()
    {
        var world = await SignInWorld.CreateAsync(server, Enforced);
        await SetAsync(world, RiskWorld.Takeover("BLOCK"));

        await SetAsync(world, new { });

        var told = await DescribeAsync(world);
        told.Text("RiskConfiguration.UserPoolId").ShouldBe(world.PoolId);
        told.Text("RiskConfiguration.AccountTakeoverRiskConfiguration").ShouldBeNull();
    }

    [Theory]
    [InlineData("192.0.2.0/33")]
    [InlineData("example.com")]
    [InlineData("192.0.2.0/-1")]
    [InlineData("192.0.2.0/24/8")]
    public async Task What_is_no_range_is_refused(string range)
    {
        var world = await SignInWorld.CreateAsync(server, Enforced);

        var answer = await server.CallAsync("SetRiskConfiguration", new
        {
            UserPoolId = world.PoolId,
            RiskExceptionConfiguration = new { BlockedIPRangeList = new[] { range } },
        });

        answer.ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task A_client_that_there_is_not_and_a_pool_without_threat_protection_are_refused()
    {
        var world = await SignInWorld.CreateAsync(server, Enforced);
        (await server.CallAsync("SetRiskConfiguration", new { UserPoolId = world.PoolId, ClientId = "nobody" }))
            .ShouldRefuse("ResourceNotFoundException");

        var off = await SignInWorld.CreateAsync(server);

        (await server.CallAsync("SetRiskConfiguration", new { UserPoolId = off.PoolId }))
            .ShouldRefuse("UserPoolAddOnNotEnabledException");
    }

    private Task SetAsync(SignInWorld world, object configuration, string? clientId = null) =>
        RiskWorld.SetAsync(server, world.PoolId, configuration, clientId);

    private async Task<ApiAnswer> DescribeAsync(SignInWorld world, string? clientId = null) => (await server.CallAsync(
        "DescribeRiskConfiguration",
        new { UserPoolId = world.PoolId, ClientId = clientId })).ShouldSucceed();
}
