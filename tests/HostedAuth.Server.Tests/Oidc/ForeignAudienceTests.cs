using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc.Registration;
using HostedAuth.Server.Tests.Oidc.Token;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>A token that is for another server opens nothing at this one (RFC 8707, section 3; RFC 9068, section 4).</summary>
public sealed class ForeignAudienceTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string UserInfo = "/oauth2/userInfo";
    private const string Shelf = "https://shelf.example";
    private const string Scope = "openid aws.cognito.signin.user.admin";

    [Fact]
    public async Task One_for_a_resource_server_is_refused_by_userInfo_and_the_API()
    {
        var app = await WithShelfAsync();
        var tokens = await app.ExchangeAsync(await app.CodeAsync(("scope", Scope), ("resource", Shelf)));
        var token = tokens.Text("access_token");

        (await app.GetAsync(UserInfo, authorization: $"Bearer {token}")).ShouldRefuse(401, "invalid_token");
        (await server.CallPublicAsync("GetUser", new { AccessToken = token })).ShouldRefuse("NotAuthorizedException");
    }

    [Fact]
    public async Task One_that_names_nobody_is_good()
    {
        var app = await WithShelfAsync();
        var token = (await app.TokensAsync(Scope)).Text("access_token");

        (await app.GetAsync(UserInfo, authorization: $"Bearer {token}")).Status.ShouldBe(200);
        (await server.CallPublicAsync("GetUser", new { AccessToken = token })).ShouldSucceed();
    }

    [Fact]
    public async Task A_strict_pool_looks_at_no_audience_as_Cognito()
    {
        var tags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" };
        var app = await WithShelfAsync(new { UserPoolTags = tags });
        var tokens = await app.ExchangeAsync(await app.CodeAsync(("resource", Shelf)));

        (await app.GetAsync(UserInfo, authorization: $"Bearer {tokens.Text("access_token")}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task One_that_was_exchanged_for_another_server_is_refused()
    {
        var world = await ExchangeWorld.CreateAsync(server);
        var exchanged = await world.ExchangeAsync();

        (await world.Service.GetAsync(UserInfo, authorization: $"Bearer {exchanged.Text("access_token")}"))
            .ShouldRefuse(401, "invalid_token");
    }

    [Fact]
    public async Task One_for_a_resource_server_registers_no_client()
    {
        var world = await RegistrationWorld.CreateAsync(server, new { EnableStatus = "Enabled" });
        await AddShelfAsync(world.PoolId);
        var body = new { redirect_uris = new[] { TestApp.Callback } };

        var refused = await world.RegisterAsync(body, await world.InitialTokenAsync(server, resource: Shelf));
        var good = await world.RegisterAsync(body, await world.InitialTokenAsync(server));

        refused.ShouldRefuse(401, "invalid_token");
        good.Status.ShouldBe(201, good.Body);
    }

    [Fact]
    public async Task To_register_clients_is_granted_only_by_its_name()
    {
        var poolId = (await WithShelfAsync()).PoolId;
        var app = await TestApp.OfPoolAsync(server, poolId, new
        {
            GenerateSecret = true,
            AllowedOAuthFlows = new[] { "client_credentials" },
            AllowedOAuthScopes = new[] { $"{Shelf}/read", "aws.cognito/dcr/register" },
        });

        var unasked = await app.TokenAsync([("grant_type", "client_credentials")], app.Basic());
        var asked = await app.TokenAsync(
            [("grant_type", "client_credentials"), ("scope", "aws.cognito/dcr/register")], app.Basic());

        unasked.Text("scope").ShouldBe($"{Shelf}/read", unasked.Body);
        asked.Text("scope").ShouldBe("aws.cognito/dcr/register", asked.Body);
    }

    private async Task<TestApp> WithShelfAsync(object? pool = null)
    {
        var app = await TestApp.CreateAsync(server, pool: pool);
        await AddShelfAsync(app.PoolId);
        return app;
    }

    private async Task AddShelfAsync(string poolId) => (await server.CallAsync("CreateResourceServer", new
    {
        UserPoolId = poolId,
        Identifier = Shelf,
        Name = "Shelf",
        Scopes = new[] { new { ScopeName = "read", ScopeDescription = "Read" } },
    })).ShouldSucceed();
}
