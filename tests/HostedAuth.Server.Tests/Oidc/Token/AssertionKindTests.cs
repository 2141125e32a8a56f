using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Token;

/// <summary>One kind of token is not taken for another (RFC 8725, sections 3.11 and 3.12).</summary>
public sealed class AssertionKindTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string GrantType = "authorization-grant+jwt";

    [Fact]
    public async Task An_access_token_or_ID_token_of_the_issuer_is_no_assertion()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var strict = new Dictionary<string, string> { ["hostedauth:strict"] = "true" };
        var other = await TestApp.CreateAsync(server, pool: new { UserPoolTags = strict });
        var cookie = await other.SignInAsync();
        var code = (await other.AuthorizeAsync(other.Query(("resource", app.Issuer), ("scope", "openid")), cookie)).Parameter("code");
        var tokens = await other.ExchangeAsync(code!);
        await app.SignInAsync(tokens.Claims("access_token").GetProperty("sub").GetString()!);
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata
        {
            GrantTypes = [ExtraGrantTypes.JwtBearer],
            TrustedIssuers = [new() { Issuer = other.Issuer, Jwks = (await other.GetAsync("/.well-known/jwks.json")).Json.Clone() }],
        });

        tokens.Claims("access_token").GetProperty("aud").GetString().ShouldBe(app.Issuer);
        (await BearerWorld.BringAsync(app, tokens.Text("access_token"))).ShouldRefuse(400, "invalid_grant");
        (await BearerWorld.BringAsync(app, tokens.Text("id_token"))).ShouldRefuse(400, "invalid_grant");
    }

    [Fact]
    public async Task What_says_that_it_is_another_token_is_none()
    {
        var world = await BearerWorld.CreateAsync(server);
        string[] names = ["token_use", "client_id", "scope", "at_hash", "nonce", "cnf", "azp", "scp", "cid", "appid", "c_hash", "events"];

        foreach (var name in names)
        {
            var claims = world.Claims((name, "x"));
            (await world.BringAsync(world.Key.Sign(claims))).Text("error").ShouldBe("invalid_grant", name);
            (await world.BringAsync(world.Key.Sign(claims, ("typ", "JWT")))).Text("error").ShouldBe("invalid_grant", name);
        }
    }

    [Fact]
    public async Task What_says_by_its_type_that_it_is_one_may_have_such_claims()
    {
        var world = await BearerWorld.CreateAsync(server);

        var answer = await world.BringAsync(world.Key.Sign(world.Claims(("scope", "openid"), ("client_id", "x")), ("typ", GrantType)));

        answer.Status.ShouldBe(200, answer.Body);
    }

    [Theory]
    [InlineData(null, 400)]
    [InlineData("JWT", 400)]
    [InlineData("at+jwt", 400)]
    [InlineData(GrantType, 200)]
    public async Task Where_the_type_is_demanded_nothing_else_will_do(string? type, int status)
    {
        var world = await BearerWorld.CreateAsync(server);
        var issuer = new { issuer = BearerWorld.Partner, jwks = world.Key.Jwks, require_typ = true };
        (await server.CallAsync("SetUserPoolClientMetadata", new
        {
            UserPoolId = world.App.PoolId,
            ClientId = world.App.Client.Id,
            Metadata = new { grant_types = new[] { ExtraGrantTypes.JwtBearer }, hostedauth_trusted_issuers = new[] { issuer } },
        })).ShouldSucceed();

        var answer = await world.BringAsync(world.Key.Sign(world.Claims(), ("typ", type)));

        answer.Status.ShouldBe(status, answer.Body);
    }

    [Theory]
    [InlineData("token_use")]
    [InlineData("client_id")]
    [InlineData("scope")]
    public async Task Nor_does_another_token_prove_a_client(string claim)
    {
        var key = new ClientKey();
        var app = await ClientCredentialsTests.MachineAsync(server);
        await server.SetMetadataAsync(
            app.PoolId,
            app.Client.Id,
            new() { TokenEndpointAuthMethod = "private_key_jwt", Jwks = key.Jwks });
        var claims = app.AssertionClaims(server.Clock.GetUtcNow(), (claim, "x"));

        (await SendAsync(app, key.Sign(claims))).ShouldRefuse(401, "invalid_client");
        (await SendAsync(app, key.Sign(claims, ("typ", "client-authentication+jwt")))).Status.ShouldBe(200);
    }

    private static Task<Answer> SendAsync(TestApp app, string assertion) => app.TokenAsync(
    [
        ("grant_type", "client_credentials"),
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("client_assertion", assertion),
    ]);
}
