using HostedAuth.Server.Tests.Fixtures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Oidc.ProtectedResources;

/// <summary>
/// What holds for every endpoint of the program, read from its own list of routes: which of them scripts of other sites may
/// call (RFC 9700, section 2.6), and how they answer.
/// </summary>
public sealed class EndpointRulesTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Origin = "https://spa.example";

    /// <summary>For programs. Every other endpoint is for people or for this server alone.</summary>
    private static readonly string[] ForPrograms =
    [
        "/oauth2/token", "/oauth2/revoke", "/oauth2/introspect", "/oauth2/userInfo", "/oauth2/par",
        "/oauth2/device_authorization", "/oauth2/register", "/oauth2/register/{clientId}",
        "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/.well-known/jwks.json",
    ];

    /// <summary>The one among them that answers to an access token of a user; registrations have tokens of their own.</summary>
    private static readonly string[] Protected = ["/oauth2/userInfo"];

    /// <summary>Those among them that take a form.</summary>
    private static readonly string[] TakingForms =
    [
        "/oauth2/token", "/oauth2/revoke", "/oauth2/introspect", "/oauth2/par", "/oauth2/device_authorization",
    ];

    [Fact]
    public void What_is_listed_here_is_there()
    {
        ForPrograms.Except(Routes()).ShouldBeEmpty();
        Protected.Concat(TakingForms).Except(ForPrograms).ShouldBeEmpty();
    }

    [Fact]
    public async Task Scripts_of_other_sites_may_call_what_is_for_programs_and_nothing_else()
    {
        var app = await TestApp.CreateAsync(server);
        var routes = Routes();
        routes.ShouldContain("/oauth2/authorize");
        routes.ShouldContain("/logout");

        foreach (var route in routes)
        {
            var preflight = await SendAsync(app, "OPTIONS", route);
            var answer = await SendAsync(app, "GET", route);
            if (ForPrograms.Contains(route))
            {
                preflight.Status.ShouldBe(204, route);
                preflight.Header("Access-Control-Allow-Origin").ShouldBe("*", route);
                preflight.Header("Access-Control-Allow-Headers").ShouldBe("Authorization, Content-Type, DPoP, X-Amz-User-Agent", route);
                preflight.Header("Access-Control-Allow-Methods").ShouldNotBeNullOrEmpty(route);
            }
            else
            {
                preflight.Header("Access-Control-Allow-Origin").ShouldBeNull(route);
                preflight.Header("Access-Control-Allow-Methods").ShouldBeNull(route);
                answer.Header("Access-Control-Allow-Origin").ShouldBeNull(route);
            }

            // Never with cookies.
            preflight.Header("Access-Control-Allow-Credentials").ShouldBeNull(route);
            answer.Header("Access-Control-Allow-Credentials").ShouldBeNull(route);
        }
    }

    [Fact]
    public async Task Scripts_see_nonces_and_challenges_and_the_answers_are_JSON_that_nobody_keeps()
    {
        var app = await TestApp.CreateAsync(server);

        foreach (var path in TakingForms)
        {
            var answer = await app.PostAsync(path, [("client_id", "nobody")]);
            answer.ShouldRefuse(401, "invalid_client");
            answer.Header("WWW-Authenticate").ShouldBe("Basic realm=\"HostedAuth\", charset=\"UTF-8\"", path);
            ShouldBeReadable(answer, path);
        }

        foreach (var path in Protected)
        {
            var answer = await app.GetAsync(path, authorization: "Bearer nonsense");
            answer.ShouldRefuse(401, "invalid_token");
            ShouldBeReadable(answer, path);
        }
    }

    [Fact]
    public async Task Public_documents_are_JSON_that_may_be_kept_for_a_while()
    {
        var app = await TestApp.CreateAsync(server);

        foreach (var path in ForPrograms.Where(route => route.StartsWith("/.well-known/", StringComparison.Ordinal)))
        {
            var answer = await app.GetAsync(path);
            answer.Status.ShouldBe(200, path);
            answer.Header("Content-Type").ShouldBe("application/json", path);
            answer.Header("Cache-Control").ShouldNotBeNull().ShouldStartWith("public, max-age=");
            answer.Header("Access-Control-Allow-Origin").ShouldBe("*", path);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("DPoP")]
    [InlineData("Negotiate abc")]
    public async Task Without_an_access_token_a_protected_resource_says_how_to_send_one(string authorization)
    {
        var app = await TestApp.CreateAsync(server);

        foreach (var path in Protected)
        {
            var answer = await app.GetAsync(path, authorization: authorization);
            answer.Status.ShouldBe(401, answer.Body);
            answer.Header("WWW-Authenticate").ShouldNotBeNull().ShouldContain("Bearer realm=\"HostedAuth\"");
            answer.Header("WWW-Authenticate").ShouldNotBeNull().ShouldContain("DPoP realm=\"HostedAuth\"");
        }
    }

    [Theory]
    [InlineData("Bearer x", "Bearer ", "invalid_token")]
    [InlineData("bearer x", "Bearer ", "invalid_token")]
    [InlineData("DPoP x", "DPoP ", "invalid_dpop_proof")]
    public async Task What_is_wrong_stands_in_the_challenge_of_the_way_it_was_sent(string authorization, string scheme, string error)
    {
        var app = await TestApp.CreateAsync(server);

        foreach (var path in Protected)
        {
            var answer = await app.GetAsync(path, authorization: authorization);
            answer.ShouldRefuse(401, error);
            answer.Header("WWW-Authenticate").ShouldNotBeNull().ShouldStartWith(scheme);
            answer.Header("WWW-Authenticate").ShouldNotBeNull().ShouldContain($"error=\"{error}\"");
        }
    }

    private static void ShouldBeReadable(Answer answer, string path)
    {
        answer.Header("Access-Control-Allow-Origin").ShouldBe("*", path);
        answer.Header("Access-Control-Expose-Headers").ShouldBe("DPoP-Nonce, WWW-Authenticate", path);
        answer.Header("Pragma").ShouldBe("no-cache", path);
    }

    private static Task<Answer> SendAsync(TestApp app, string method, string route) =>
        app.SendAsync(new HttpMethod(method), route.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal), request =>
        {
            request.Headers.Add("Origin", Origin);
            request.Headers.Add("Access-Control-Request-Method", "POST");
            request.Headers.Add("Access-Control-Request-Headers", "dpop");
        });

    /// <summary>Those that answer below a pool, each path once.</summary>
    private List<string> Routes() =>
    [
        .. server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText?.TrimStart('/'))
            .Where(path => !path.Contains('*', StringComparison.Ordinal) && !path.Contains(':', StringComparison.Ordinal))
            .Distinct()
            .Order(),
    ];
}
