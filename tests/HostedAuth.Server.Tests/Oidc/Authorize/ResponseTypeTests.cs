using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Authorize;

/// <summary>OAuth 2.0 Multiple Response Types; OIDC Core, sections 3.2 and 3.3.</summary>
public sealed class ResponseTypeTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly object Implicit = new { AllowedOAuthFlows = new[] { "code", "implicit" } };

    [Theory]
    [InlineData("token")]
    [InlineData("id_token")]
    [InlineData("id_token token")]
    [InlineData("code token")]
    [InlineData("code id_token")]
    [InlineData("code id_token token")]
    public async Task All_but_code_are_off_unless_the_client_has_them(string type)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query(("response_type", type), ("nonce", "n")), await app.SignInAsync());

        answer.ShouldTellTheClient("unauthorized_client");
        answer.Location.ShouldNotBeNull().ShouldStartWith($"{TestApp.Callback}#error=");
    }

    [Theory]
    [InlineData("code token")]
    [InlineData("code id_token")]
    public async Task The_implicit_flow_does_not_bring_the_hybrid_ones(string type)
    {
        var app = await TestApp.CreateAsync(server, Implicit);

        var answer = await app.AuthorizeAsync(app.Query(("response_type", type), ("nonce", "n")), await app.SignInAsync());

        answer.ShouldTellTheClient("unauthorized_client");
    }

    [Theory]
    [InlineData("token", false, true, false)]
    [InlineData("id_token", false, false, true)]
    [InlineData("token id_token", false, true, true)]
    [InlineData("code token", true, true, false)]
    [InlineData("id_token code", true, false, true)]
    [InlineData("token code id_token", true, true, true)]
    public async Task Each_answers_what_it_names_in_the_fragment(string type, bool code, bool token, bool idToken)
    {
        var app = await HybridAsync();

        var answer = await app.AuthorizeAsync(app.Query(("response_type", type), ("nonce", "n")), await app.SignInAsync());

        answer.Location.ShouldNotBeNull().ShouldStartWith($"{TestApp.Callback}#");
        (answer.Parameter("code") is not null).ShouldBe(code);
        (answer.Parameter("access_token") is not null).ShouldBe(token);
        (answer.Parameter("id_token") is not null).ShouldBe(idToken);
        answer.Parameter("token_type").ShouldBe(token ? "Bearer" : null);
        answer.Parameter("expires_in").ShouldBe(token ? "3600" : null);
        answer.Parameter("refresh_token").ShouldBeNull();
        answer.Parameter("state").ShouldBe("the state");
        answer.Parameter("iss").ShouldBe(app.Issuer);
    }

    [Fact]
    public async Task The_ID_token_vouches_for_the_code_the_token_and_the_state()
    {
        var app = await HybridAsync();

        var answer = await app.AuthorizeAsync(
            app.Query(("response_type", "code id_token token"), ("nonce", "the nonce")),
            await app.SignInAsync());

        var claims = answer.ParameterClaims("id_token");
        claims.GetProperty("nonce").GetString().ShouldBe("the nonce");
        claims.GetProperty("c_hash").GetString().ShouldBe(HashOf(answer.Parameter("code")!));
        claims.GetProperty("at_hash").GetString().ShouldBe(HashOf(answer.Parameter("access_token")!));
        claims.GetProperty("s_hash").GetString().ShouldBe(HashOf("the state"));
    }

    [Fact]
    public async Task An_ID_token_alone_vouches_for_no_token_and_no_code()
    {
        var app = await TestApp.CreateAsync(server, Implicit);

        var answer = await app.AuthorizeAsync(
            app.Query(("response_type", "id_token"), ("nonce", "n"), ("state", null)),
            await app.SignInAsync());

        var claims = answer.ParameterClaims("id_token");
        claims.TryGetProperty("at_hash", out _).ShouldBeFalse();
        claims.TryGetProperty("c_hash", out _).ShouldBeFalse();
        claims.TryGetProperty("s_hash", out _).ShouldBeFalse();
        claims.GetProperty("email").GetString().ShouldBe("alice@example.com");
    }

    [Theory]
    [InlineData("id_token")]
    [InlineData("id_token token")]
    [InlineData("code id_token")]
    [InlineData("code id_token token")]
    public async Task Without_a_nonce_there_is_no_ID_token_by_the_browser(string type)
    {
        var app = await HybridAsync();

        var answer = await app.AuthorizeAsync(app.Query(("response_type", type)), await app.SignInAsync());

        answer.ShouldTellTheClient("invalid_request");
    }

    [Fact]
    public async Task Without_openid_there_is_no_ID_token_by_the_browser()
    {
        var app = await TestApp.CreateAsync(server, Implicit);

        var answer = await app.AuthorizeAsync(
            app.Query(("response_type", "id_token"), ("nonce", "n"), ("scope", "email")),
            await app.SignInAsync());

        answer.ShouldTellTheClient("invalid_request");
    }

    [Fact]
    public async Task The_code_of_a_hybrid_flow_gives_tokens_of_the_same_person()
    {
        var app = await HybridAsync();
        var answer = await app.AuthorizeAsync(
            app.Query(("response_type", "code id_token"), ("nonce", "n")),
            await app.SignInAsync());

        var tokens = await app.ExchangeAsync(answer.Parameter("code")!);

        tokens.Claims("id_token").GetProperty("sub").GetString()
            .ShouldBe(answer.ParameterClaims("id_token").GetProperty("sub").GetString());
        tokens.Claims("id_token").TryGetProperty("c_hash", out _).ShouldBeFalse();
        tokens.Text("refresh_token").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_hybrid_flow_needs_PKCE_of_a_public_client_and_the_implicit_one_none()
    {
        var app = await HybridAsync();
        var cookie = await app.SignInAsync();
        (string, string?)[] without = [("nonce", "n"), ("code_challenge", null), ("code_challenge_method", null)];

        var hybrid = await app.AuthorizeAsync(app.Query([("response_type", "code id_token"), .. without]), cookie);
        var plain = await app.AuthorizeAsync(app.Query([("response_type", "token"), .. without]), cookie);

        hybrid.ShouldTellTheClient("invalid_request");
        plain.Parameter("access_token").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_token_by_the_browser_works_until_the_browser_signs_out()
    {
        var app = await TestApp.CreateAsync(server, Implicit);
        var cookie = await app.SignInAsync();
        var token = (await app.AuthorizeAsync(app.Query(("response_type", "token")), cookie)).Parameter("access_token");

        var before = await app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {token}");
        await app.GetAsync($"/logout?client_id={app.Client.Id}&logout_uri={TestApp.SignedOut}", cookie);
        var after = await app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {token}");

        before.Text("email").ShouldBe("alice@example.com");
        after.ShouldRefuse(401, "invalid_token");
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task A_strict_pool_adds_an_ID_token_to_the_token_as_Cognito_does(string strict, bool hasIdToken)
    {
        var app = await TestApp.CreateAsync(
            server,
            Implicit,
            new { UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = strict } });

        var answer = await app.AuthorizeAsync(app.Query(("response_type", "token")), await app.SignInAsync());

        answer.Parameter("access_token").ShouldNotBeNullOrEmpty();
        (answer.Parameter("id_token") is not null).ShouldBe(hasIdToken);
    }

    [Fact]
    public async Task A_client_whose_tokens_are_bound_to_a_key_gets_none_by_the_browser()
    {
        var app = await TestApp.CreateAsync(server, Implicit);
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata { DpopBoundAccessTokens = true });

        var answer = await app.AuthorizeAsync(app.Query(("response_type", "token")), await app.SignInAsync());

        answer.ShouldTellTheClient("unauthorized_client");
    }

    private async Task<TestApp> HybridAsync()
    {
        var app = await TestApp.CreateAsync(server, Implicit);
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata
        {
            ResponseTypes = ["code id_token", "token code", "code id_token token"],
        });
        return app;
    }

    private static string HashOf(string text) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(text)).AsSpan(..16));
}
