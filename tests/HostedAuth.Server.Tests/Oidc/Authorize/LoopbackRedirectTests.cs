using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Authorize;

/// <summary>Apps on the person's own machine listen at whatever port is free (RFC 8252, section 7.3).</summary>
public sealed class LoopbackRedirectTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:49152/callback")]
    [InlineData("http://127.0.0.1:8000/callback", "http://127.0.0.1:49152/callback")]
    [InlineData("http://127.0.0.1:8000/callback", "http://127.0.0.1/callback")]
    [InlineData("http://[::1]/callback?app=one", "http://[::1]:49152/callback?app=one")]
    public async Task The_port_of_an_IP_address_is_any(string registered, string asked)
    {
        var app = await RegisterAsync(registered);

        var answer = await app.AuthorizeAsync(app.Query(("redirect_uri", asked)), await app.SignInAsync());
        var tokens = await app.ExchangeAsync(answer.Parameter("code")!, ("redirect_uri", asked));
        var another = await app.AuthorizeAsync(app.Query(("redirect_uri", asked)), await app.SignInAsync());

        answer.Location.ShouldNotBeNull().ShouldStartWith(asked);
        tokens.Status.ShouldBe(200, tokens.Body);
        // The code is bound to the address as it was sent, port and all.
        (await app.ExchangeAsync(another.Parameter("code")!, ("redirect_uri", registered))).ShouldRefuse(400, "invalid_grant");
    }

    [Theory]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:49152/other")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:49152/callback?more")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:0/callback")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:65536/callback")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:/callback")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:80:80/callback")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:80@evil.example/callback")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1.evil.example/callback")]
    [InlineData("http://127.0.0.1/callback", "https://127.0.0.1:49152/callback")]
    [InlineData("http://127.0.0.1/callback", "http://[::1]:49152/callback")]
    [InlineData("http://127.0.0.1/callback", "http://localhost:49152/callback")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:49152/callback#")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1:49152/callback\n")]
    [InlineData("http://localhost/callback", "http://localhost:49152/callback")]
    [InlineData("https://app.example/callback", "https://app.example:49152/callback")]
    public async Task Nothing_else_of_an_address_is(string registered, string asked)
    {
        var app = await RegisterAsync(registered);

        (await app.AuthorizeAsync(app.Query(("redirect_uri", asked)), await app.SignInAsync())).ShouldStayHere("redirect_mismatch");
    }

    [Fact]
    public async Task In_a_strict_pool_the_port_is_the_registered_one()
    {
        var app = await TestApp.CreateAsync(
            server,
            new
            {
                AllowedOAuthFlowsUserPoolClient = true,
                AllowedOAuthFlows = new[] { "code" },
                AllowedOAuthScopes = new[] { "openid" },
                CallbackURLs = new[] { "http://127.0.0.1/callback" },
            },
            new { UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" } });

        (await app.AuthorizeAsync(app.Query(("redirect_uri", "http://127.0.0.1:49152/callback"), ("scope", "openid"))))
            .ShouldStayHere("redirect_mismatch");
    }

    private Task<TestApp> RegisterAsync(string callback) =>
        TestApp.CreateAsync(server, new { CallbackURLs = new[] { callback } });
}
