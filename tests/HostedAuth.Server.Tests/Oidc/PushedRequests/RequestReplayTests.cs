using HostedAuth.Core.Requests;
using HostedAuth.Core.Users.Codes;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Oidc.PushedRequests;

/// <summary>A request object without an identifier may come again, as any request in the open may (OIDC Core, section 6.1).</summary>
public sealed class RequestReplayTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly ClientKey Key = new();

    [Fact]
    public async Task What_another_browser_sends_again_is_of_use_to_the_client_alone()
    {
        var app = await AppAsync();
        var query = Query(app);
        var first = await app.AuthorizeAsync(query, await app.SignInAsync());

        var again = await app.AuthorizeAsync($"{query}&redirect_uri=https%3A%2F%2Fevil.example", await app.SignInAsync("mallory"));

        again.Location.ShouldNotBeNull().ShouldStartWith(TestApp.Callback);
        again.Parameter("state").ShouldBe(first.Parameter("state"));
        (await app.ExchangeAsync(again.Parameter("code")!, ("code_verifier", new string('x', 43)))).ShouldRefuse(400, "invalid_grant");
        (await app.ExchangeAsync(first.Parameter("code")!)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task It_is_sent_again_only_until_it_expires()
    {
        var app = await AppAsync();
        var query = Query(app);
        (await app.AuthorizeAsync(query)).Location.ShouldNotBeNull().ShouldContain("/login?");

        server.Clock.Advance(TimeSpan.FromSeconds(300));

        (await app.AuthorizeAsync(query)).ShouldStayHere("invalid_request_object");
    }

    [Fact]
    public async Task A_flood_from_one_address_is_stopped_and_no_other_client()
    {
        var app = await AppAsync();
        var other = await app.AndAnotherAsync();
        await AllowAsync(other);
        await server.InPoolAsync(app.PoolId, async services =>
        {
            services.GetRequiredService<CallDetails>().IpAddress = "127.0.0.1";
            var limits = services.GetRequiredService<AttemptLimits>();
            for (var i = 0; i < 599; i++)
            {
                await limits.CountByMinuteAsync(
                    LimitedAct.KeepRequestFromAddress, limits.KeyOfAddress(app.Client.Id), CancellationToken.None);
            }

            return true;
        });

        var (last, refused) = (await app.AuthorizeAsync(Query(app)), await app.AuthorizeAsync(Query(app)));

        last.Location.ShouldNotBeNull().ShouldContain("/login?");
        refused.ShouldStayHere("temporarily_unavailable");
        (await other.AuthorizeAsync(Query(other))).Location.ShouldNotBeNull().ShouldContain("/login?");
        (await app.AuthorizeAsync(app.Query())).Location.ShouldNotBeNull().ShouldContain("/login?");
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        (await app.AuthorizeAsync(Query(app))).Location.ShouldNotBeNull().ShouldContain("/login?");
    }

    private async Task<TestApp> AppAsync()
    {
        var app = await TestApp.CreateAsync(server);
        await AllowAsync(app);
        return app;
    }

    private Task AllowAsync(TestApp app) =>
        server.SetMetadataAsync(app.PoolId, app.Client.Id, new() { Jwks = Key.Jwks });

    /// <summary>A request that its client signed, without an identifier.</summary>
    private string Query(TestApp app)
    {
        var claims = QueryHelpers.ParseQuery(app.Query()).ToDictionary(pair => pair.Key, pair => (object?)pair.Value.ToString());
        claims["iss"] = app.Client.Id;
        claims["aud"] = app.Issuer;
        claims["exp"] = server.Clock.GetUtcNow().ToUnixTimeSeconds() + 300;
        return $"?client_id={app.Client.Id}&response_type=code&request={Key.Sign(claims)}";
    }
}
