using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Authorize;

/// <summary>RFC 8707: what access tokens are for.</summary>
public sealed class ResourceTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Orders = "https://orders.example";
    private const string Bills = "https://bills.example/v1";

    [Fact]
    public async Task Access_tokens_are_for_the_resource_that_was_asked_for_refreshed_ones_too()
    {
        var app = await WithServersAsync();

        var tokens = await app.ExchangeAsync(await app.CodeAsync(("resource", Orders)));
        var refreshed = await app.RefreshAsync(tokens.Text("refresh_token")!);

        tokens.Claims("access_token").GetProperty("aud").GetString().ShouldBe(Orders);
        refreshed.Claims("access_token").GetProperty("aud").GetString().ShouldBe(Orders);
        tokens.Claims("id_token").GetProperty("aud").GetString().ShouldBe(app.Client.Id);
    }

    [Fact]
    public async Task Several_may_be_asked_for_and_each_token_be_for_some()
    {
        var app = await WithServersAsync();
        var query = $"{app.Query(("resource", Orders))}&resource={Uri.EscapeDataString(Bills)}";
        var code = (await app.AuthorizeAsync(query, await app.SignInAsync())).Parameter("code")!;

        var tokens = await app.ExchangeAsync(code, ("resource", Bills));
        var both = await app.RefreshAsync(tokens.Text("refresh_token")!);
        var one = await app.RefreshAsync(both.Text("refresh_token")!, ("resource", Orders));

        tokens.Claims("access_token").GetProperty("aud").GetString().ShouldBe(Bills);
        Audiences(both).ShouldBe([Orders, Bills], ignoreOrder: true);
        one.Claims("access_token").GetProperty("aud").GetString().ShouldBe(Orders);
    }

    [Fact]
    public async Task What_was_not_granted_is_no_target_of_a_code_or_a_refresh()
    {
        var app = await WithServersAsync();
        var tokens = await app.ExchangeAsync(await app.CodeAsync(("resource", Orders)));

        var byCode = await app.ExchangeAsync(await app.CodeAsync(("resource", Orders)), ("resource", Bills));
        var byRefresh = await app.RefreshAsync(tokens.Text("refresh_token")!, ("resource", Bills));

        byCode.ShouldRefuse(400, "invalid_target");
        byRefresh.ShouldRefuse(400, "invalid_target");
    }

    [Theory]
    [InlineData("https://nobody.example")]
    [InlineData("https://orders.example#fragment")]
    [InlineData("/relative")]
    [InlineData("orders")]
    [InlineData("https://")]
    public async Task What_is_no_resource_of_the_pool_is_no_target(string resource)
    {
        var app = await WithServersAsync();

        var answer = await app.AuthorizeAsync(app.Query(("resource", resource)), await app.SignInAsync());

        answer.ShouldTellTheClient("invalid_target");
    }

    [Fact]
    public async Task A_strict_pool_takes_one_of_any_name_as_Cognito_does()
    {
        var app = await TestApp.CreateAsync(
            server,
            pool: new { UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" } });
        var cookie = await app.SignInAsync();
        var query = app.Query(("resource", "https://any.example"));

        var one = await app.AuthorizeAsync(query, cookie);
        var two = await app.AuthorizeAsync($"{query}&resource=https://other.example", cookie);

        var tokens = await app.ExchangeAsync(one.Parameter("code")!);
        tokens.Claims("access_token").GetProperty("aud").GetString().ShouldBe("https://any.example");
        two.ShouldTellTheClient("invalid_target");
    }

    [Fact]
    public async Task A_client_that_acts_for_itself_may_name_a_resource()
    {
        var poolId = (await WithServersAsync()).PoolId;
        var app = await TestApp.OfPoolAsync(server, poolId, new
        {
            GenerateSecret = true,
            AllowedOAuthFlows = new[] { "client_credentials" },
            AllowedOAuthScopes = new[] { $"{Orders}/read" },
        });

        var good = await app.TokenAsync([("grant_type", "client_credentials"), ("resource", Orders)], app.Basic());
        var bad = await app.TokenAsync([("grant_type", "client_credentials"), ("resource", "https://x.example")], app.Basic());

        good.Claims("access_token").GetProperty("aud").GetString().ShouldBe(Orders);
        bad.ShouldRefuse(400, "invalid_target");
    }

    [Fact]
    public async Task Without_a_resource_access_tokens_name_none()
    {
        var app = await WithServersAsync();

        var tokens = await app.TokensAsync();

        tokens.Claims("access_token").TryGetProperty("aud", out _).ShouldBeFalse();
    }

    private static IEnumerable<string?> Audiences(Answer tokens) =>
        tokens.Claims("access_token").GetProperty("aud").EnumerateArray().Select(one => one.GetString());

    private async Task<TestApp> WithServersAsync()
    {
        var app = await TestApp.CreateAsync(server);
        foreach (var identifier in new[] { Orders, Bills })
        {
            (await server.CallAsync("CreateResourceServer", new
            {
                UserPoolId = app.PoolId,
                Identifier = identifier,
                Name = "api",
                Scopes = new[] { new { ScopeName = "read", ScopeDescription = "Read" } },
            })).ShouldSucceed();
        }

        return app;
    }
}
