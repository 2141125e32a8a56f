using HostedAuth.Core.Secrets;
using HostedAuth.Oidc;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>For how long a browser that signed in isn't asked again, by client.</summary>
public sealed class ClientSessionRulesTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData(120, 119, true)]
    [InlineData(120, 120, false)]
    [InlineData(10, 9, true)]
    [InlineData(10, 10, false)]
    [InlineData(0, 0, false)]
    public async Task A_session_is_good_as_long_as_the_client_takes_it(int validity, int minutes, bool isGood)
    {
        var app = await TestApp.CreateAsync(server);
        (await SetAsync(app, validity)).ShouldSucceed().Text("SSOSession.MaxValidityMinutes").ShouldBe($"{validity}");
        var cookie = await app.SignInAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(minutes));

        var answer = await app.AuthorizeAsync(app.Query(), cookie);

        (answer.Parameter("code") is not null).ShouldBe(isGood);
    }

    [Fact]
    public async Task A_client_that_always_asks_is_answered_by_the_sign_in_that_it_asked_for()
    {
        var app = await TestApp.CreateAsync(server);
        (await SetAsync(app, 0)).ShouldSucceed();
        var flow = (await app.AuthorizeAsync(app.Query())).Parameter("flow");

        var answer = await app.AuthorizeAsync(app.Query(("flow", flow)), await app.SignInAsync(flow: flow));

        answer.Parameter("code").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_patient_client_changes_nothing_for_the_others()
    {
        var patient = await TestApp.CreateAsync(server);
        var other = await patient.AndAnotherAsync();
        (await SetAsync(patient, 600)).ShouldSucceed();
        var cookie = await patient.SignInAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(61));

        (await patient.AuthorizeAsync(patient.Query(), cookie)).Parameter("code").ShouldNotBeNullOrEmpty();
        (await other.AuthorizeAsync(other.Query(), cookie)).Location.ShouldNotBeNull().ShouldContain("/login?");
    }

    [Fact]
    public async Task It_is_an_hour_unless_set_and_outlives_UpdateUserPoolClient()
    {
        var app = await TestApp.CreateAsync(server);
        var named = new { UserPoolId = app.PoolId, ClientId = app.Client.Id };

        (await server.CallAsync("GetUserPoolClientSessionConfiguration", named)).Text("SSOSession.MaxValidityMinutes").ShouldBe("60");
        (await SetAsync(app, 90)).ShouldSucceed();
        (await server.CallAsync("UpdateUserPoolClient", named)).ShouldSucceed();

        (await server.CallAsync("GetUserPoolClientSessionConfiguration", named)).Text("SSOSession.MaxValidityMinutes").ShouldBe("90");
    }

    [Fact]
    public async Task A_browser_and_what_it_signed_in_to_are_listed_and_ended_together()
    {
        var app = await TestApp.CreateAsync(server);
        var cookie = await app.SignInAsync();
        var code = (await app.AuthorizeAsync(app.Query(), cookie)).Parameter("code")!;
        (await app.ExchangeAsync(code)).Status.ShouldBe(200);
        var named = new { UserPoolId = app.PoolId, Username = "alice" };
        var listed = (await server.CallAsync("AdminListUserSessions", named)).ShouldSucceed().Json.GetProperty("Sessions").EnumerateArray();
        var token = listed.Single(session => session.GetProperty("SessionType").GetString() == "TOKEN");
        var sso = listed.Single(session => session.GetProperty("SessionType").GetString() == "SSO");

        token.GetProperty("OriginSessionId").GetString().ShouldBe(sso.GetProperty("SessionId").GetString());
        (await server.CallAsync("AdminRevokeUserSession", new
        {
            named.UserPoolId,
            named.Username,
            SessionId = token.GetProperty("SessionId").GetString(),
            RevokeAssociatedSessions = "LINKED",
        })).ShouldSucceed();

        (await app.AuthorizeAsync(app.Query(), cookie)).Location.ShouldNotBeNull().ShouldContain("/login?");
        (await server.CallAsync("AdminListUserSessions", named)).Json.GetProperty("Sessions").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("LINKED", true)]
    [InlineData("NONE", false)]
    [InlineData(null, false)]
    public async Task RevokeToken_ends_what_it_is_linked_to_only_where_that_is_said(string? associated, bool isLinkedToo)
    {
        var app = await TestApp.CreateAsync(server);
        var other = await app.AndAnotherAsync();
        var (cookie, elsewhere) = (await app.SignInAsync(), await app.SignInAsync());
        var revoked = await TokensAsync(app, cookie);
        var (linked, apart) = (await TokensAsync(other, cookie), await TokensAsync(other, elsewhere));

        (await server.CallPublicAsync("RevokeToken", new
        {
            Token = revoked.Text("refresh_token"),
            ClientId = app.Client.Id,
            RevokeAssociatedSessions = associated,
        })).ShouldSucceed();

        await ShouldLiveAsync(app, revoked, false);
        await ShouldLiveAsync(other, linked, !isLinkedToo);
        await ShouldLiveAsync(other, apart, true);
        ((await app.AuthorizeAsync(app.Query(), cookie)).Parameter("code") is null).ShouldBe(isLinkedToo);
        (await app.AuthorizeAsync(app.Query(), elsewhere)).Parameter("code").ShouldNotBeNull();
    }

    [Fact]
    public async Task RevokeToken_of_another_client_ends_nothing_that_is_linked()
    {
        var app = await TestApp.CreateAsync(server);
        var other = await app.AndAnotherAsync();
        var cookie = await app.SignInAsync();
        var tokens = await TokensAsync(app, cookie);

        (await server.CallPublicAsync("RevokeToken", new
        {
            Token = tokens.Text("refresh_token"),
            ClientId = other.Client.Id,
            RevokeAssociatedSessions = "LINKED",
        })).ShouldSucceed();

        await ShouldLiveAsync(app, tokens, true);
        (await app.AuthorizeAsync(app.Query(), cookie)).Parameter("code").ShouldNotBeNull();
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(10, null)]
    [InlineData(120, 7200)]
    public async Task A_browser_that_is_closed_keeps_a_sign_in_that_a_client_takes_for_longer_than_an_hour(int? validity, int? seconds)
    {
        var app = await TestApp.CreateAsync(server);
        if (validity is { } minutes)
        {
            (await SetAsync(app, minutes)).ShouldSucceed();
        }

        var set = await server.InPoolAsync(app.PoolId, services =>
        {
            var context = new DefaultHttpContext();
            services.GetRequiredService<SsoCookie>().Write(context.Response, new Secret("handle"));
            return Task.FromResult(context.Response.Headers.SetCookie.ToString());
        });

        set.Contains("max-age", StringComparison.Ordinal).ShouldBe(seconds is not null);
        set.ShouldContain(seconds is null ? "httponly" : $"max-age={seconds}");
    }

    [Fact]
    public async Task Signing_out_a_browser_alone_leaves_its_tokens()
    {
        var app = await TestApp.CreateAsync(server);
        var cookie = await app.SignInAsync();
        var code = (await app.AuthorizeAsync(app.Query(), cookie)).Parameter("code")!;
        (await app.ExchangeAsync(code)).Status.ShouldBe(200);
        var named = new { UserPoolId = app.PoolId, Username = "alice" };
        var listed = (await server.CallAsync("AdminListUserSessions", named)).Json.GetProperty("Sessions").EnumerateArray();
        var sso = listed.Single(session => session.GetProperty("SessionType").GetString() == "SSO").GetProperty("SessionId").GetString();

        (await server.CallAsync("AdminRevokeUserSession", new { named.UserPoolId, named.Username, SessionId = sso })).ShouldSucceed();

        (await app.AuthorizeAsync(app.Query(), cookie)).Location.ShouldNotBeNull().ShouldContain("/login?");
        (await server.CallAsync("AdminListUserSessions", named)).Text("Sessions.0.SessionType").ShouldBe("TOKEN");
    }

    /// <summary>What the browser at hand gets for the app.</summary>
    private static async Task<Answer> TokensAsync(TestApp app, string cookie)
    {
        var query = app.Query(("scope", "openid aws.cognito.signin.user.admin"));
        return await app.ExchangeAsync((await app.AuthorizeAsync(query, cookie)).Parameter("code").ShouldNotBeNull());
    }

    private async Task ShouldLiveAsync(TestApp app, Answer tokens, bool lives)
    {
        (await server.CallPublicAsync("GetUser", new { AccessToken = tokens.Text("access_token") })).Error
            .ShouldBe(lives ? null : "NotAuthorizedException");
        (await app.RefreshAsync(tokens.Text("refresh_token")!)).Status.ShouldBe(lives ? 200 : 400);
    }

    private Task<ApiAnswer> SetAsync(TestApp app, int minutes) => server.CallAsync(
        "SetUserPoolClientSessionConfiguration",
        new { UserPoolId = app.PoolId, ClientId = app.Client.Id, SSOSession = new { MaxValidityMinutes = minutes } });
}
