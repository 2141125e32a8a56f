using System.Text.Json;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>/oauth2/userInfo (OIDC Core, section 5.3; RFC 6750).</summary>
public sealed class UserInfoTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Path = "/oauth2/userInfo";

    [Fact]
    public async Task GET_and_POST_by_header_and_form_answer_the_same()
    {
        var app = await TestApp.CreateAsync(server);
        var token = (await app.TokensAsync()).Text("access_token")!;

        var get = await app.GetAsync(Path, authorization: $"Bearer {token}");
        var postHeader = await app.PostRawAsync(Path, "", $"Bearer {token}");
        var postForm = await app.PostAsync(Path, [("access_token", token)]);

        get.Status.ShouldBe(200, get.Body);
        postHeader.Body.ShouldBe(get.Body);
        postForm.Body.ShouldBe(get.Body);
        get.Header("Cache-Control").ShouldBe("no-store");
        get.Header("Access-Control-Allow-Origin").ShouldBe("*");
    }

    [Fact]
    public async Task Text_stands_as_it_is_in_an_answer_that_no_browser_takes_for_a_page()
    {
        const string name = "Zoë O'Brien & <b>";
        var app = await TestApp.CreateAsync(server);
        var token = (await app.TokensAsync("openid profile")).Text("access_token")!;
        (await server.CallAsync("AdminUpdateUserAttributes", new
        {
            UserPoolId = app.PoolId,
            Username = "alice",
            UserAttributes = new[] { new { Name = "name", Value = name } },
        })).ShouldSucceed();

        var answer = await app.GetAsync(Path, authorization: $"Bearer {token}");
        var refusal = await app.TokenAsync([("grant_type", "password"), ("client_id", app.Client.Id)]);

        answer.Body.ShouldContain($"\"{name}\"");
        foreach (var one in (Answer[])[answer, refusal])
        {
            one.Body.ShouldNotContain("\\u00");
            one.Header("Content-Type").ShouldBe("application/json");
            one.Header("X-Content-Type-Options").ShouldBe("nosniff");
        }
    }

    [Fact]
    public async Task The_scopes_open_their_claims_and_no_others()
    {
        var app = await TestApp.CreateAsync(server);
        var token = (await app.TokensAsync("openid email")).Text("access_token")!;

        var answer = await app.GetAsync(Path, authorization: $"Bearer {token}");

        answer.Text("sub").ShouldNotBeNullOrEmpty();
        answer.Text("username").ShouldBe("alice");
        answer.Text("email").ShouldBe("alice@example.com");
        answer.Json.GetProperty("email_verified").ValueKind.ShouldBe(JsonValueKind.True);
        answer.Text("phone_number").ShouldBeNull();
        answer.Text("name").ShouldBeNull();
    }

    [Fact]
    public async Task Openid_alone_opens_all_that_the_client_may_read()
    {
        var app = await TestApp.CreateAsync(server);
        var token = (await app.TokensAsync("openid")).Text("access_token")!;

        var answer = await app.GetAsync(Path, authorization: $"Bearer {token}");

        answer.Text("name").ShouldBe("Alice Example");
        answer.Json.GetProperty("address").GetProperty("formatted").GetString().ShouldBe("1 Main Street");
    }

    [Fact]
    public async Task A_strict_pool_writes_the_verified_flags_as_strings()
    {
        var tags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" };
        var app = await TestApp.CreateAsync(server, pool: new { UserPoolTags = tags });
        var token = (await app.TokensAsync()).Text("access_token")!;

        var answer = await app.GetAsync(Path, authorization: $"Bearer {token}");

        answer.Json.GetProperty("email_verified").ValueKind.ShouldBe(JsonValueKind.String);
        answer.Text("email_verified").ShouldBe("true");
    }

    [Fact]
    public async Task Without_a_token_the_challenge_names_no_error()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.GetAsync(Path);

        answer.Status.ShouldBe(401);
        answer.Header("WWW-Authenticate")
            .ShouldBe("Bearer realm=\"HostedAuth\", DPoP realm=\"HostedAuth\", algs=\"ES256 ES384 ES512 PS256 PS384 PS512\"");
    }

    [Fact]
    public async Task A_token_without_openid_is_refused_403()
    {
        var app = await TestApp.CreateAsync(server);
        var token = (await app.TokensAsync("aws.cognito.signin.user.admin")).Text("access_token")!;

        var answer = await app.GetAsync(Path, authorization: $"Bearer {token}");

        answer.ShouldRefuse(403, "insufficient_scope");
        answer.Header("WWW-Authenticate").ShouldNotBeNull().ShouldContain("error=\"insufficient_scope\"");
        answer.Header("WWW-Authenticate").ShouldNotBeNull().ShouldContain("scope=\"openid\"");
    }

    [Fact]
    public async Task An_ID_token_a_forged_token_and_an_expired_one_are_invalid()
    {
        var app = await TestApp.CreateAsync(server);
        var tokens = await app.TokensAsync();
        var token = tokens.Text("access_token")!;

        ShouldBeInvalid(await app.GetAsync(Path, authorization: $"Bearer {tokens.Text("id_token")}"));
        ShouldBeInvalid(await app.GetAsync(Path, authorization: $"Bearer {token[..^8]}{(token[^8] == 'A' ? 'B' : 'A')}{token[^7..]}"));
        ShouldBeInvalid(await app.GetAsync(Path, authorization: "Bearer garbage"));
        server.Clock.Advance(TimeSpan.FromHours(2));
        ShouldBeInvalid(await app.GetAsync(Path, authorization: $"Bearer {token}"));
    }

    [Fact]
    public async Task A_revoked_token_is_invalid()
    {
        var app = await TestApp.CreateAsync(server);
        var tokens = await app.TokensAsync();
        await app.PostAsync("/oauth2/revoke", [("token", tokens.Text("refresh_token")), ("client_id", app.Client.Id)]);

        var answer = await app.GetAsync(Path, authorization: $"Bearer {tokens.Text("access_token")}");

        ShouldBeInvalid(answer);
    }

    [Fact]
    public async Task A_token_that_was_good_before_is_invalid_in_another_pool_and_after_its_end()
    {
        var app = await TestApp.CreateAsync(server);
        var another = await TestApp.CreateAsync(server);
        var tokens = await app.TokensAsync();
        var token = tokens.Text("access_token")!;
        (await app.GetAsync(Path, authorization: $"Bearer {token}")).Status.ShouldBe(200);

        ShouldBeInvalid(await another.GetAsync(Path, authorization: $"Bearer {token}"));
        await app.PostAsync("/oauth2/revoke", [("token", tokens.Text("refresh_token")), ("client_id", app.Client.Id)]);
        ShouldBeInvalid(await app.GetAsync(Path, authorization: $"Bearer {token}"));
    }

    [Fact]
    public async Task A_token_of_another_pool_is_invalid()
    {
        var here = await TestApp.CreateAsync(server);
        var there = await TestApp.CreateAsync(server);
        var token = (await there.TokensAsync()).Text("access_token")!;

        var answer = await here.GetAsync(Path, authorization: $"Bearer {token}");

        ShouldBeInvalid(answer);
    }

    [Fact]
    public async Task A_token_in_the_query_is_not_looked_at_and_one_sent_twice_is_refused()
    {
        var app = await TestApp.CreateAsync(server);
        var token = (await app.TokensAsync()).Text("access_token")!;

        var inQuery = await app.GetAsync($"{Path}?access_token={token}");
        var twice = await app.PostRawAsync(Path, $"access_token={token}", $"Bearer {token}");

        inQuery.Status.ShouldBe(401);
        twice.ShouldRefuse(400, "invalid_request");
    }

    private static void ShouldBeInvalid(Answer answer)
    {
        answer.ShouldRefuse(401, "invalid_token");
        answer.Header("WWW-Authenticate").ShouldNotBeNull().ShouldContain("error=\"invalid_token\"");
    }
}
