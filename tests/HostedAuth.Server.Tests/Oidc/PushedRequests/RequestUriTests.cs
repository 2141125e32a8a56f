using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Delivery;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;
using Microsoft.AspNetCore.WebUtilities;

namespace HostedAuth.Server.Tests.Oidc.PushedRequests;

/// <summary>Request objects at an address (RFC 9101, section 5.2), and how often it is asked (section 10.4).</summary>
public sealed class RequestUriTests(ServerWithProviders server) : IClassFixture<ServerWithProviders>
{
    private static readonly ClientKey Key = new();

    [Fact]
    public async Task Who_asks_within_seconds_shares_one_fetch()
    {
        var app = await AppAsync();
        AnswerWith(app, () => new Lie(Key.Sign(Claims(app))));

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => app.AuthorizeAsync(Query(app))));
        var fetched = CallsTo(app);
        server.Clock.Advance(TimeSpan.FromSeconds(6));
        await app.AuthorizeAsync(Query(app));

        answers.ShouldAllBe(answer => answer.Location!.Contains("/login?", StringComparison.Ordinal));
        fetched.ShouldBe(1);
        CallsTo(app).ShouldBe(2);
    }

    [Fact]
    public async Task An_address_that_answers_nonsense_is_left_alone_for_seconds()
    {
        var app = await AppAsync();
        AnswerWith(app, () => new Lie("", 503));

        (await app.AuthorizeAsync(Query(app))).ShouldStayHere("invalid_request_uri");
        (await app.AuthorizeAsync(Query(app))).ShouldStayHere("invalid_request_uri");

        CallsTo(app).ShouldBe(1);
    }

    [Fact]
    public async Task One_that_is_good_once_is_fetched_anew_for_the_next()
    {
        var app = await AppAsync();
        AnswerWith(app, () => new Lie(Key.Sign(Claims(app, ("jti", Guid.NewGuid().ToString())))));

        (await app.AuthorizeAsync(Query(app))).Location.ShouldNotBeNull().ShouldContain("/login?");
        (await app.AuthorizeAsync(Query(app))).Location.ShouldNotBeNull().ShouldContain("/login?");
    }

    private string AddressOf(TestApp app) => $"{server.World.Address}request/{app.Client.Id}";

    private string Query(TestApp app) =>
        $"?client_id={app.Client.Id}&response_type=code&request_uri={Uri.EscapeDataString(AddressOf(app))}";

    private int CallsTo(TestApp app) =>
        server.World.Calls.Count(call => call.Line.StartsWith($"GET /request/{app.Client.Id} ", StringComparison.Ordinal));

    private void AnswerWith(TestApp app, Func<Lie> lie)
    {
        var before = server.World.Answers;
        server.World.Answers = call => call.Line.Contains(app.Client.Id, StringComparison.Ordinal) ? lie() : before(call);
    }

    private async Task<TestApp> AppAsync()
    {
        var app = await TestApp.CreateAsync(server);
        await server.SetMetadataAsync(
            app.PoolId, app.Client.Id, new OAuthClientMetadata { Jwks = Key.Jwks, RequestUris = [AddressOf(app)] });
        return app;
    }

    private Dictionary<string, object?> Claims(TestApp app, params (string Name, object? Value)[] more)
    {
        var claims = QueryHelpers.ParseQuery(app.Query()).ToDictionary(pair => pair.Key, pair => (object?)pair.Value.ToString());
        var now = server.Clock.GetUtcNow().ToUnixTimeSeconds();
        foreach (var (name, value) in (ReadOnlySpan<(string, object?)>)
            [("iss", app.Client.Id), ("aud", app.Issuer), ("nbf", now), ("exp", now + 300), .. more])
        {
            claims[name] = value;
        }

        return claims;
    }
}
