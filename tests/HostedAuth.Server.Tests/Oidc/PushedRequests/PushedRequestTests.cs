using HostedAuth.Core.AppClients;
using HostedAuth.Core.UserPools.Settings;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.AspNetCore.WebUtilities;

namespace HostedAuth.Server.Tests.Oidc.PushedRequests;

/// <summary>POST /oauth2/par (RFC 9126; FAPI 2.0 Security Profile, section 5.3.2.2).</summary>
public sealed class PushedRequestTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_pushed_request_gives_a_reference_for_a_minute_and_that_a_code()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });

        var pushed = await PushAsync(app);
        var answer = await app.AuthorizeAsync(Reference(app, pushed), await app.SignInAsync());

        pushed.Status.ShouldBe(201, pushed.Body);
        pushed.Header("Cache-Control").ShouldBe("no-store");
        pushed.Json.GetProperty("expires_in").GetInt32().ShouldBe(60);
        pushed.Text("request_uri").ShouldNotBeNull().ShouldStartWith("urn:ietf:params:oauth:request_uri:");
        answer.Parameter("state").ShouldBe("the state");
        (await app.ExchangeAsync(answer.Parameter("code")!)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_public_client_pushes_by_its_name()
    {
        var app = await TestApp.CreateAsync(server);

        (await PushAsync(app)).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Who_can_not_authenticate_pushes_nothing()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });

        (await PushAsync(app, ("client_secret", null))).ShouldRefuse(401, "invalid_client");
        (await PushAsync(app, ("client_secret", "wrong"))).ShouldRefuse(401, "invalid_client");
    }

    [Theory]
    [InlineData("redirect_uri", "https://other.example/", "invalid_request")]
    [InlineData("redirect_uri", null, "invalid_request")]
    [InlineData("scope", "unknown", "invalid_scope")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("request_uri", "urn:ietf:params:oauth:request_uri:x", "invalid_request")]
    [InlineData("request", "a.b.c", "invalid_request_object")]
    public async Task What_the_authorization_endpoint_refuses_is_refused_here(string name, string? value, string error)
    {
        var app = await TestApp.CreateAsync(server);

        (await PushAsync(app, (name, value))).ShouldRefuse(400, error);
    }

    [Fact]
    public async Task Section_2_3_what_is_too_long_is_not_kept()
    {
        var app = await TestApp.CreateAsync(server);

        (await PushAsync(app, ("claims", new string('x', 17_000)))).ShouldRefuse(413, "invalid_request");
    }

    [Fact]
    public async Task Section_2_3_who_proves_nothing_pushes_sixty_a_minute_from_an_address()
    {
        var app = await TestApp.CreateAsync(server);
        var another = await app.AndAnotherAsync(new { GenerateSecret = true });
        for (var push = 0; push < 60; push++)
        {
            (await PushAsync(app)).Status.ShouldBe(201);
        }

        var refused = await PushAsync(app);
        var proven = await PushAsync(another);
        server.Clock.Advance(TimeSpan.FromSeconds(61));

        refused.Status.ShouldBe(429, refused.Body);
        proven.Status.ShouldBe(201);
        (await PushAsync(app)).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Parameters_beside_the_reference_count_for_nothing()
    {
        var app = await TestApp.CreateAsync(server);
        var pushed = await PushAsync(app);

        var query = Reference(app, pushed) + "&state=another&redirect_uri=https%3A%2F%2Fevil.example&scope=phone&nonce=n";
        var answer = await app.AuthorizeAsync(query, await app.SignInAsync());

        answer.Location.ShouldNotBeNull().ShouldStartWith(TestApp.Callback);
        answer.Parameter("state").ShouldBe("the state");
        (await app.ExchangeAsync(answer.Parameter("code")!)).Text("scope").ShouldBe("openid email");
    }

    [Fact]
    public async Task A_reference_is_good_until_it_was_answered_and_not_again()
    {
        var app = await TestApp.CreateAsync(server);
        var pushed = await PushAsync(app);
        await app.AuthorizeAsync(Reference(app, pushed));
        await app.AuthorizeAsync(Reference(app, pushed));
        var cookie = await app.SignInAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => app.AuthorizeAsync(Reference(app, pushed), cookie)));

        answers.Count(answer => answer.Parameter("code") is not null).ShouldBe(1);
        (await app.AuthorizeAsync(Reference(app, pushed), cookie)).ShouldStayHere("invalid_request_uri");
    }

    [Fact]
    public async Task A_reference_is_its_clients_and_its_pools()
    {
        var (app, elsewhere) = (await TestApp.CreateAsync(server), await TestApp.CreateAsync(server));
        var another = await app.AndAnotherAsync();
        var pushed = await PushAsync(app);

        (await another.AuthorizeAsync(Reference(another, pushed))).ShouldStayHere("invalid_request_uri");
        (await elsewhere.AuthorizeAsync(Reference(elsewhere, pushed))).ShouldStayHere("invalid_request_uri");
        (await app.AuthorizeAsync(Reference(app, pushed) + "x")).ShouldStayHere("invalid_request_uri");
        (await app.AuthorizeAsync($"?request_uri={Uri.EscapeDataString(pushed.Text("request_uri")!)}")).ShouldStayHere("invalid_request");
    }

    [Fact]
    public async Task Who_comes_after_a_minute_comes_too_late()
    {
        var app = await TestApp.CreateAsync(server);
        var pushed = await PushAsync(app);
        server.Clock.Advance(TimeSpan.FromSeconds(60));

        (await app.AuthorizeAsync(Reference(app, pushed))).ShouldStayHere("invalid_request_uri");
    }

    [Fact]
    public async Task Who_came_in_time_may_take_fifteen_minutes_to_sign_in()
    {
        var app = await TestApp.CreateAsync(server);
        var pushed = await PushAsync(app);
        var page = (await app.AuthorizeAsync(Reference(app, pushed))).Location!;
        page.ShouldStartWith($"/{app.PoolId}/login?");
        page.ShouldNotContain("redirect_uri");

        server.Clock.Advance(TimeSpan.FromMinutes(14));
        var shown = await app.GetAsync(page[$"/{app.PoolId}".Length..]);
        var flow = QueryHelpers.ParseQuery(page[page.IndexOf('?', StringComparison.Ordinal)..])["flow"].ToString();
        var back = $"{Reference(app, pushed)}&flow={flow}";
        var answer = await app.AuthorizeAsync(back, await app.SignInAsync(flow: flow));

        shown.Status.ShouldBe(200, shown.Location);
        answer.Parameter("code").ShouldNotBeNull(answer.Location);
    }

    [Fact]
    public async Task After_fifteen_minutes_the_passage_is_over()
    {
        var app = await TestApp.CreateAsync(server);
        var pushed = await PushAsync(app);
        var page = (await app.AuthorizeAsync(Reference(app, pushed))).Location![$"/{app.PoolId}".Length..];

        server.Clock.Advance(TimeSpan.FromMinutes(15));

        (await app.GetAsync(page)).Location.ShouldNotBeNull().ShouldContain("/error?error=invalid_request_uri");
    }

    [Fact]
    public async Task A_client_or_pool_can_demand_that_requests_are_pushed()
    {
        var (byClient, byPool) = (await TestApp.CreateAsync(server), await TestApp.CreateAsync(server));
        await server.SetMetadataAsync(
            byClient.PoolId, byClient.Client.Id, new OAuthClientMetadata { RequirePushedAuthorizationRequests = true });
        await server.SetOAuthAsync(byPool.PoolId, new PoolOAuthSettings { RequirePushedAuthorizationRequests = true });

        foreach (var app in new[] { byClient, byPool })
        {
            (await app.AuthorizeAsync(app.Query())).ShouldTellTheClient("invalid_request");
            var answer = await app.AuthorizeAsync(Reference(app, await PushAsync(app)), await app.SignInAsync());
            answer.Parameter("code").ShouldNotBeNull(answer.Location);
        }
    }

    [Fact]
    public async Task Discovery_says_where_it_is()
    {
        var app = await TestApp.CreateAsync(server);

        var discovery = await app.GetAsync("/.well-known/openid-configuration");

        discovery.Text("pushed_authorization_request_endpoint").ShouldBe($"{app.Issuer}/oauth2/par");
        discovery.Text("require_pushed_authorization_requests").ShouldBe("False");
    }

    internal static string Reference(TestApp app, Answer pushed) =>
        $"?client_id={app.Client.Id}&request_uri={Uri.EscapeDataString(pushed.Text("request_uri") ?? "")}";

    internal static Task<Answer> PushAsync(TestApp app, params (string Name, string? Value)[] changes) => app.PostAsync(
        "/oauth2/par",
        [
            .. QueryHelpers.ParseQuery(app.Query()).Select(pair => (pair.Key, (string?)pair.Value.ToString())),
            ("client_secret", app.Client.Secret),
            .. changes,
        ]);
}
