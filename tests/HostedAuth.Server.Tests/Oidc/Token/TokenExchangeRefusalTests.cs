using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Token;

/// <summary>Tokens that are not exchanged (RFC 8693, sections 2.1 and 2.2.2).</summary>
public sealed class TokenExchangeRefusalTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("subject_token", null)]
    [InlineData("subject_token", "x.y.z")]
    [InlineData("subject_token_type", null)]
    [InlineData("subject_token_type", "urn:ietf:params:oauth:token-type:id_token")]
    [InlineData("actor_token_type", ExchangeWorld.AccessTokenType)]
    [InlineData("actor_token", "x.y.z")]
    [InlineData("requested_token_type", "urn:ietf:params:oauth:token-type:refresh_token")]
    public async Task Section_2_1_what_is_wrong_with_the_request_is_refused(string name, string? value)
    {
        var world = await ExchangeWorld.CreateAsync(server);

        (await world.ExchangeAsync((name, value))).ShouldRefuse(400, "invalid_request");
    }

    [Fact]
    public async Task A_token_of_a_client_that_the_policy_does_not_name_is_refused()
    {
        var world = await ExchangeWorld.CreateAsync(server);
        var tokens = await (await world.App.AndAnotherAsync()).TokensAsync();
        var elsewhere = await ExchangeWorld.CreateAsync(server);

        (await world.ExchangeAsync(("subject_token", tokens.Text("access_token")))).ShouldRefuse(400, "invalid_request");
        (await world.ExchangeAsync(("subject_token", elsewhere.Tokens.Text("access_token")))).ShouldRefuse(400, "invalid_request");
        (await world.ExchangeAsync(("subject_token", world.Tokens.Text("id_token")))).ShouldRefuse(400, "invalid_request");
        (await world.ExchangeAsync(("subject_token", world.Tokens.Text("refresh_token")))).ShouldRefuse(400, "invalid_request");
    }

    [Fact]
    public async Task An_expired_token_is_refused()
    {
        var world = await ExchangeWorld.CreateAsync(server);
        server.Clock.Advance(TimeSpan.FromHours(1));

        (await world.ExchangeAsync()).ShouldRefuse(400, "invalid_request");
    }

    [Fact]
    public async Task Who_gets_no_tokens_gets_none_by_an_exchange()
    {
        var world = await ExchangeWorld.CreateAsync(server);
        await server.ChangeUserAsync(world.App.PoolId, "alice", user => user.Enabled = false);

        (await world.ExchangeAsync()).ShouldRefuse(400, "invalid_request");
    }

    [Fact]
    public async Task What_people_are_asked_about_they_must_have_allowed_and_not_taken_back()
    {
        var world = await ExchangeWorld.CreateAsync(server);
        var (poolId, clientId) = (world.App.PoolId, world.Service.Client.Id);
        await server.SetMetadataAsync(poolId, clientId, world.Metadata with { RequireConsent = true });

        (await world.ExchangeAsync()).ShouldRefuse(400, "invalid_request");
        await server.AllowAsync(poolId, "alice", clientId, new(null, ["email"], []));
        (await world.ExchangeAsync()).ShouldRefuse(400, "invalid_request");
        (await world.ExchangeAsync(("scope", "email"))).Status.ShouldBe(200);
        (await server.CallAsync("AdminRevokeUserConsent", new { UserPoolId = poolId, Username = "alice", ClientId = clientId }))
            .ShouldSucceed();

        (await world.ExchangeAsync(("scope", "email"))).ShouldRefuse(400, "invalid_request");
    }

    [Fact]
    public async Task Without_grant_type_policy_or_secret_there_is_no_exchange()
    {
        var world = await ExchangeWorld.CreateAsync(server);
        var publicApp = world.App;
        await server.SetMetadataAsync(world.App.PoolId, publicApp.Client.Id, world.Metadata);

        (await world.ExchangeAsync(("client_id", publicApp.Client.Id), ("client_secret", null)))
            .ShouldRefuse(400, "unauthorized_client");
        await server.SetMetadataAsync(world.App.PoolId, world.Service.Client.Id, world.Metadata with { TokenExchange = null });
        (await world.ExchangeAsync()).ShouldRefuse(400, "unauthorized_client");
        await server.SetMetadataAsync(world.App.PoolId, world.Service.Client.Id, world.Metadata with { GrantTypes = null });
        (await world.ExchangeAsync()).ShouldRefuse(400, "unauthorized_client");
        await server.SetMetadataAsync(world.App.PoolId, world.Service.Client.Id, OAuthClientMetadata.None);
        (await world.ExchangeAsync(("client_secret", "wrong"))).ShouldRefuse(401, "invalid_client");
    }
}
