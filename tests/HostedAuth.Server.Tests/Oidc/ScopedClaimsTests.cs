using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>What each scope opens (OIDC Core, section 5.4), in ID tokens and at userInfo alike.</summary>
public sealed class ScopedClaimsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly string[] Personal = ["address", "custom:tier", "email", "email_verified", "name", "phone_number"];

    private static readonly Dictionary<string, string> Strict = new() { ["hostedauth:strict"] = "true" };

    [Theory]
    [InlineData("openid", "address custom:tier email email_verified name phone_number")]
    [InlineData("openid profile", "custom:tier name")]
    [InlineData("openid email", "email email_verified")]
    [InlineData("openid phone", "phone_number")]
    [InlineData("openid address", "address")]
    [InlineData("openid email profile", "custom:tier email email_verified name")]
    [InlineData("openid email phone address profile", "address custom:tier email email_verified name phone_number")]
    public async Task A_scope_opens_its_own_and_openid_alone_all(string scope, string open)
    {
        var app = await CreateAsync();

        await ShouldOpenAsync(app, scope, open);
    }

    [Fact]
    public async Task In_a_strict_pool_profile_opens_all_and_there_is_no_scope_of_addresses()
    {
        var app = await CreateAsync(Strict);

        await ShouldOpenAsync(app, "openid profile", string.Join(' ', Personal));

        (await app.GetAsync("/.well-known/openid-configuration")).Json.GetProperty("scopes_supported").EnumerateArray()
            .Select(one => one.GetString()).ShouldBe(["openid", "email", "phone", "profile"]);
        (await server.CallAsync("CreateUserPoolClient", new
        {
            UserPoolId = app.PoolId,
            ClientName = "mail",
            AllowedOAuthFlows = new[] { "code" },
            AllowedOAuthFlowsUserPoolClient = true,
            AllowedOAuthScopes = new[] { "openid", "address" },
            CallbackURLs = new[] { TestApp.Callback },
        })).ShouldRefuse("ScopeDoesNotExistException");
    }

    [Fact]
    public async Task Discovery_names_the_scopes()
    {
        var app = await TestApp.CreateAsync(server);

        (await app.GetAsync("/.well-known/openid-configuration")).Json.GetProperty("scopes_supported").EnumerateArray()
            .Select(one => one.GetString()).ShouldBe(["openid", "email", "phone", "profile", "address"]);
    }

    private static async Task ShouldOpenAsync(TestApp app, string scope, string open)
    {
        var tokens = await app.TokensAsync(scope);
        var userInfo = await app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {tokens.Text("access_token")}");

        Personal.Where(name => tokens.Claims("id_token").TryGetProperty(name, out _)).ShouldBe(open.Split(' '));
        Personal.Where(name => userInfo.Json.TryGetProperty(name, out _)).ShouldBe(open.Split(' '));
    }

    private async Task<TestApp> CreateAsync(Dictionary<string, string>? tags = null)
    {
        var app = await TestApp.CreateAsync(server, pool: new
        {
            Schema = new[] { new { Name = "tier", AttributeDataType = "String", Mutable = true } },
            UserPoolTags = tags ?? [],
        });
        string[] scopes = ["openid", "email", "phone", "profile", .. tags is null ? (string[])["address"] : []];
        app = await app.AndAnotherAsync(new { AllowedOAuthScopes = scopes, ReadAttributes = Personal });
        await app.SignInAsync();
        (await server.CallAsync("AdminUpdateUserAttributes", new
        {
            UserPoolId = app.PoolId,
            Username = "alice",
            UserAttributes = new[] { new { Name = "custom:tier", Value = "gold" } },
        })).ShouldSucceed();
        return app;
    }
}
