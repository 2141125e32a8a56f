using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Registration;

/// <summary>What a client that registered itself is, and is not.</summary>
public sealed class RegisteredClientTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Callback = RegistrationWorld.Callback;

    [Fact]
    public async Task The_API_tells_registered_clients_apart()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var id = (await world.RegisteredAsync()).Text("client_id");

        var described = await server.CallAsync("DescribeUserPoolClient", new { UserPoolId = world.PoolId, ClientId = id });
        var listed = await server.CallAsync("ListUserPoolClients", new { UserPoolId = world.PoolId, ClientType = "DCR" });
        var regular = await server.CallAsync("ListUserPoolClients", new { UserPoolId = world.PoolId, ClientType = "REGULAR" });

        described.Text("UserPoolClient.ClientType").ShouldBe("DCR");
        listed.Text("UserPoolClients.0.ClientId").ShouldBe(id);
        regular.Body.ShouldNotContain(id!);
    }

    [Theory]
    [InlineData("AddUserPoolClientSecret")]
    [InlineData("ListUserPoolClientSecrets")]
    [InlineData("DeleteUserPoolClientSecret")]
    public async Task Its_secret_is_managed_by_nobody(string operation)
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var id = (await world.RegisteredAsync()).Text("client_id");

        var answer = await server.CallAsync(operation, new { UserPoolId = world.PoolId, ClientId = id, ClientSecretId = "one" });

        answer.ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task Nobody_types_a_password_into_it_by_the_API()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var client = await world.RegisteredAsync(new { redirect_uris = new[] { Callback }, token_endpoint_auth_method = "none" });

        var answer = await server.CallPublicAsync("InitiateAuth", new
        {
            ClientId = client.Text("client_id"),
            AuthFlow = "USER_PASSWORD_AUTH",
            AuthParameters = new { USERNAME = "ada", People.Password },
        });

        answer.ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task It_gives_itself_no_power_that_is_an_operators_to_give()
    {
        var world = await RegistrationWorld.CreateAsync(server);

        var client = await world.RegisteredAsync(new
        {
            redirect_uris = new[] { Callback },
            hostedauth_require_consent = false,
            hostedauth_resources = new[] { "https://api.example" },
            hostedauth_token_exchange = new { impersonation = true },
            hostedauth_trusted_issuers = new[] { new { issuer = "https://evil.example", jwks_uri = "https://evil.example/keys" } },
            unknown_member = "ignored",
        });

        client.Body.ShouldNotContain("hostedauth_");
        client.Body.ShouldNotContain("unknown_member");
        var told = await server.CallAsync(
            "GetUserPoolClientMetadata",
            new { UserPoolId = world.PoolId, ClientId = client.Text("client_id") });
        told.ShouldSucceed().Text("Metadata").ShouldBe("""{"response_types":["code"]}""");
    }

    [Fact]
    public async Task Scopes_beyond_those_of_OpenID_Connect_are_the_pools_to_allow()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        (await server.CallAsync(
            "CreateResourceServer",
            new
            {
                UserPoolId = world.PoolId,
                Identifier = "api",
                Name = "api",
                Scopes = new[] { "a", "b" }.Select(name => new { ScopeName = name, ScopeDescription = "-" }),
            })).ShouldSucceed();
        (await server.CallAsync("UpdateUserPool", new
        {
            UserPoolId = world.PoolId,
            DcrConfiguration = new
            {
                EnableStatus = "Enabled",
                OpenDcrEnabled = true,
                OpenDcrGrantTypes = new[] { "code", "client_credentials" },
                AllowedScopes = new[] { "api/a", "api/gone" },
            },
        })).ShouldSucceed();

        var asking = await world.RegisteredAsync(new { redirect_uris = new[] { Callback }, scope = "openid api/a api/b offline_access" });
        var service = await world.RegisteredAsync(new { grant_types = new[] { "client_credentials" } });

        asking.Text("scope").ShouldBe("openid api/a");
        service.Text("scope").ShouldBe("api/a");
        var token = await world.App.TokenAsync(
        [
            ("grant_type", "client_credentials"),
            ("client_id", service.Text("client_id")),
            ("client_secret", service.Text("client_secret")),
        ]);
        token.Status.ShouldBe(200, token.Body);
    }

    [Fact]
    public async Task Open_registration_is_limited_for_each_address_and_a_token_is_not()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        for (var i = 0; i < 20; i++)
        {
            await world.RegisteredAsync();
        }

        var refused = await world.RegisterAsync(new { redirect_uris = new[] { Callback } });
        var vouched = await world.RegisterAsync(new { redirect_uris = new[] { Callback } }, await world.InitialTokenAsync(server));

        refused.ShouldRefuse(429, "temporarily_unavailable");
        refused.Header("Retry-After").ShouldNotBeNull();
        vouched.Status.ShouldBe(201, vouched.Body);
    }

    [Fact]
    public async Task A_body_that_nobody_needs_is_refused()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var deep = string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100));

        var large = await world.RegisterAsync(new { redirect_uris = new[] { Callback }, filler = new string('a', 70_000) });
        var nested = await world.SendAsync(HttpMethod.Post, "/oauth2/register", null, $$"""{"a":{{deep}}}""");
        var form = await world.SendAsync(HttpMethod.Post, "/oauth2/register", null, "a=b", "application/x-www-form-urlencoded");

        large.ShouldRefuse(413, "invalid_client_metadata");
        nested.ShouldRefuse(400, "invalid_client_metadata");
        form.ShouldRefuse(400, "invalid_client_metadata");
    }

    [Fact]
    public async Task Discovery_tells_of_registration_where_it_is_on()
    {
        var world = await RegistrationWorld.CreateAsync(server);

        var configuration = await world.App.GetAsync("/.well-known/openid-configuration");

        JsonNode.Parse(configuration.Body)!["registration_endpoint"]!.GetValue<string>()
            .ShouldBe($"{world.Issuer}/oauth2/register");
    }
}
