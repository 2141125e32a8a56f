using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

public sealed class AdminInitiateAuthTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_client_of_another_pool_is_no_client_for_an_administrator()
    {
        var (world, other) = (await SignInWorld.CreateAsync(server), await SignInWorld.CreateAsync(server));

        var answer = await server.CallAsync(
            "AdminInitiateAuth",
            new { UserPoolId = world.PoolId, AuthFlow = "ADMIN_USER_PASSWORD_AUTH", ClientId = other.Client.Id });

        answer.ShouldRefuse("ResourceNotFoundException", $"User pool client {other.Client.Id} does not exist.");
    }

    [Theory]
    [InlineData("ADMIN_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH")]
    [InlineData("ADMIN_NO_SRP_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH")]
    [InlineData("ADMIN_NO_SRP_AUTH", "ADMIN_NO_SRP_AUTH")]
    public async Task An_administrator_signs_a_user_in(string flow, string setting)
    {
        var world = await SignInWorld.CreateAsync(server, client: new { ExplicitAuthFlows = new[] { setting } });
        await world.AddUserAsync("alice");

        var answer = await AdminSignInAsync(world, flow);

        answer.ShouldSucceed().Text("AuthenticationResult.TokenType").ShouldBe("Bearer");
    }

    [Theory]
    [InlineData("ADMIN_USER_PASSWORD_AUTH", "Auth flow not enabled for this client")]
    [InlineData("USER_PASSWORD_AUTH", "Initiate Auth method not supported")]
    public async Task An_administrators_flow_must_be_enabled_too(string flow, string text)
    {
        var world = await SignInWorld.CreateAsync(server);

        (await AdminSignInAsync(world, flow)).ShouldRefuse("InvalidParameterException", text);
    }

    private Task<ApiAnswer> AdminSignInAsync(SignInWorld world, string flow) =>
        server.CallAsync("AdminInitiateAuth", new
        {
            UserPoolId = world.PoolId,
            AuthFlow = flow,
            ClientId = world.Client.Id,
            AuthParameters = new { USERNAME = "alice", PASSWORD = SignInWorld.Password },
        });
}
