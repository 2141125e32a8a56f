using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.AspNetCore.WebUtilities;

namespace HostedAuth.Server.Tests.Oidc.PushedRequests;

/// <summary>Request objects by value (RFC 9101; OIDC Core, section 6; FAPI 2.0 Message Signing, section 5.3.1).</summary>
public sealed class RequestObjectTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly ClientKey Key = new();

    [Fact]
    public async Task A_signed_request_is_answered_by_what_stands_in_it()
    {
        var app = await AppAsync();
        var query = Query(app, Key.Sign(Claims(app), ("typ", "oauth-authz-req+jwt"))) + "&state=outside&redirect_uri=https%3A%2F%2Fevil.example";

        var answer = await app.AuthorizeAsync(query, await app.SignInAsync());

        answer.Location.ShouldNotBeNull().ShouldStartWith(TestApp.Callback);
        answer.Parameter("state").ShouldBe("the state");
        (await app.ExchangeAsync(answer.Parameter("code")!)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_pages_carry_a_reference_and_read_it_once()
    {
        var app = await AppAsync();
        var page = (await app.AuthorizeAsync(Query(app, Key.Sign(Claims(app, ("ui_locales", "de"), ("max_age", 600)))))).Location!;
        page.ShouldStartWith($"/{app.PoolId}/login?client_id={app.Client.Id}&request_uri=urn");

        server.Clock.Advance(TimeSpan.FromMinutes(10));
        var shown = await app.GetAsync(page[$"/{app.PoolId}".Length..]);
        var query = page[page.IndexOf('?', StringComparison.Ordinal)..];
        var flow = QueryHelpers.ParseQuery(query)["flow"].ToString();
        var answer = await app.AuthorizeAsync(query, await app.SignInAsync(flow: flow));

        shown.Status.ShouldBe(200, shown.Location);
        shown.Body.ShouldContain("lang=\"de\"");
        answer.Parameter("code").ShouldNotBeNull(answer.Location);
    }

    [Fact]
    public async Task What_is_wrong_in_it_is_told_on_our_own_page()
    {
        var app = await AppAsync();
        (string, object?)[] wrong =
        [
            ("iss", null), ("iss", "another"), ("aud", null), ("aud", "https://other.example"), ("client_id", "another"),
            ("exp", In(0)), ("exp", In(86_461)), ("exp", "soon"), ("nbf", In(61)), ("nbf", "now"), ("sub", app.Client.Id), ("request", "x"),
            ("request_uri", "https://app.example/r"), ("response_type", "token"),
        ];

        foreach (var change in wrong)
        {
            (await app.AuthorizeAsync(Query(app, Key.Sign(Claims(app, change))))).ShouldStayHere("invalid_request_object");
        }
    }

    [Fact]
    public async Task A_signature_that_is_none_of_the_clients_is_refused()
    {
        var app = await AppAsync();
        var claims = Claims(app);
        string[] objects =
        [
            new ClientKey(keyId: Key.KeyId).Sign(claims), ClientKey.Write(claims, [("alg", "none")], _ => []),
            ClientKey.Write(claims, [("alg", "none")], _ => [0]), Key.Sign(claims, ("typ", "JWT+other")), "not a token",
            ClientKey.Sign(new string('k', 40), claims),
        ];

        foreach (var one in objects)
        {
            (await app.AuthorizeAsync(Query(app, one))).ShouldStayHere("invalid_request_object");
        }
    }

    [Fact]
    public async Task Only_the_registered_algorithm_will_do()
    {
        var app = await AppAsync(new() { Jwks = Key.Jwks, RequestObjectSigningAlg = "PS256" });

        (await app.AuthorizeAsync(Query(app, Key.Sign(Claims(app))))).ShouldStayHere("invalid_request_object");
    }

    [Fact]
    public async Task One_with_an_identifier_is_good_once()
    {
        var app = await AppAsync();
        var signed = Key.Sign(Claims(app, ("jti", "the id")));

        (await app.AuthorizeAsync(Query(app, signed))).Location.ShouldNotBeNull().ShouldContain("/login?");
        (await app.AuthorizeAsync(Query(app, signed))).ShouldStayHere("invalid_request_object");
    }

    [Fact]
    public async Task Unregistered_addresses_and_both_ways_at_once_are_refused()
    {
        var app = await AppAsync();
        var signed = Key.Sign(Claims(app));

        (await app.AuthorizeAsync(Query(app, signed) + "&request_uri=https%3A%2F%2Fapp.example%2Fr")).ShouldStayHere("invalid_request");
        (await app.AuthorizeAsync($"?client_id={app.Client.Id}&response_type=code&request_uri=https%3A%2F%2Fapp.example%2Fr"))
            .ShouldStayHere("invalid_request_uri");
    }

    [Fact]
    public async Task A_client_that_must_sign_says_for_how_long_an_hour_at_most()
    {
        var app = await AppAsync(new() { Jwks = Key.Jwks, RequireSignedRequestObject = true });
        var cookie = await app.SignInAsync();
        (string, object?)[][] wrong =
        [
            [("exp", null)], [("nbf", null)], [("exp", In(3601)), ("nbf", In(0))], [("exp", In(10)), ("nbf", In(-3700))],
        ];

        (await app.AuthorizeAsync(app.Query(), cookie)).ShouldTellTheClient("invalid_request");
        foreach (var changes in wrong)
        {
            (await app.AuthorizeAsync(Query(app, Key.Sign(Claims(app, changes))), cookie)).ShouldStayHere("invalid_request_object");
        }

        var answer = await app.AuthorizeAsync(Query(app, Key.Sign(Claims(app, ("nbf", In(8))))), cookie);
        answer.Parameter("code").ShouldNotBeNull(answer.Location);
    }

    [Fact]
    public async Task One_can_be_pushed()
    {
        var app = await AppAsync(new() { Jwks = Key.Jwks, RequireSignedRequestObject = true, RequirePushedAuthorizationRequests = true });

        var unsigned = await PushedRequestTests.PushAsync(app);
        var pushed = await app.PostAsync("/oauth2/par", [("client_id", app.Client.Id), ("request", Key.Sign(Claims(app)))]);
        var answer = await app.AuthorizeAsync(PushedRequestTests.Reference(app, pushed), await app.SignInAsync());

        unsigned.ShouldRefuse(400, "invalid_request");
        answer.Parameter("code").ShouldNotBeNull(answer.Location);
        (await app.AuthorizeAsync(Query(app, Key.Sign(Claims(app))))).ShouldTellTheClient("invalid_request");
    }

    private async Task<TestApp> AppAsync(OAuthClientMetadata? metadata = null)
    {
        var app = await TestApp.CreateAsync(server);
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, metadata ?? new() { Jwks = Key.Jwks });
        return app;
    }

    private static string Query(TestApp app, string signed) => $"?client_id={app.Client.Id}&response_type=code&request={signed}";

    private long In(int seconds) => server.Clock.GetUtcNow().ToUnixTimeSeconds() + seconds;

    private Dictionary<string, object?> Claims(TestApp app, params (string Name, object? Value)[] changes)
    {
        var claims = QueryHelpers.ParseQuery(app.Query()).ToDictionary(pair => pair.Key, pair => (object?)pair.Value.ToString());
        foreach (var (name, value) in (ReadOnlySpan<(string, object?)>)
            [("iss", app.Client.Id), ("aud", app.Issuer), ("nbf", In(0)), ("exp", In(300)), .. changes])
        {
            claims[name] = value;
        }

        return claims;
    }
}
