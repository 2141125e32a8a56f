using HostedAuth.Server.Tests.Conformance.Driver;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>
/// Rows of docs/rfc9700.md (RFC 9700, Best Current Practice for OAuth 2.0 Security) that no other test holds alone.
/// </summary>
public sealed class Rfc9700Tests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("a b+c&d=e%20f/g?h#i\"<>'\\;,é漢😀")]
    [InlineData("{\"json\":[1,2]}")]
    [InlineData("+%2B%252B")]
    public async Task State_and_nonce_come_back_to_the_letter(string value)
    {
        var rp = await RelyingParty.CreateAsync(server);

        var outcome = await rp.SignInAsync(("state", value), ("nonce", value));

        outcome.Arrival["state"].ShouldBe(value);
        outcome.IdToken["nonce"].ShouldBe(value);
    }

    [Theory]
    [InlineData("token")]
    [InlineData("id_token")]
    [InlineData("id_token token")]
    [InlineData("code token")]
    [InlineData("code id_token token")]
    [InlineData("none")]
    public async Task A_client_gets_no_token_from_the_authorization_endpoint_unless_it_may(string responseType)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query(("response_type", responseType), ("nonce", "n")), await app.SignInAsync());

        answer.Location.ShouldNotBeNull().ShouldStartWith(TestApp.Callback);
        answer.Location.ShouldNotContain("token=");
        answer.Location.ShouldContain("error=un");
    }

    [Fact]
    public async Task No_token_stands_in_an_address_that_a_browser_passes()
    {
        var rp = await RelyingParty.CreateAsync(server);

        var outcome = await rp.SignInAsync(("scope", RelyingParty.AllScopes));

        var tokens = new[] { outcome.AccessToken!, outcome.IdToken.Text, outcome.Tokens!.Text("refresh_token")! };
        foreach (var token in tokens)
        {
            rp.Browser.Passed.ShouldAllBe(address => !address.Contains(token, StringComparison.Ordinal));
            server.Log.Lines.ShouldAllBe(line => !line.Contains(token, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_access_token_is_for_one_client_the_scopes_asked_for_and_an_hour()
    {
        var rp = await RelyingParty.CreateAsync(server);

        var token = Jwt.Parse((await rp.SignInAsync(("scope", "openid email"))).AccessToken!);

        token["client_id"].ShouldBe(rp.App.Client.Id);
        token["scope"]!.Split(' ').Order().ShouldBe(["email", "openid"]);
        (token.Seconds("exp") - token.Seconds("iat")).ShouldBeLessThanOrEqualTo(3600);
    }

    [Fact]
    public async Task A_refresh_token_dies_with_the_password_the_user_or_everything_that_was_signed_in()
    {
        string[] ends = ["AdminSetUserPassword", "AdminDisableUser", "AdminUserGlobalSignOut", "AdminDeleteUser"];
        foreach (var operation in ends)
        {
            var app = await TestApp.CreateAsync(server);
            var token = (await app.TokensAsync()).Text("refresh_token")!;
            object request = operation is "AdminSetUserPassword"
                ? new { UserPoolId = app.PoolId, Username = "alice", People.Password, Permanent = true }
                : new { UserPoolId = app.PoolId, Username = "alice" };

            (await server.CallAsync(operation, request)).ShouldSucceed();

            (await app.RefreshAsync(token)).ShouldRefuse(400, "invalid_grant");
        }
    }

    [Theory]
    [InlineData("/oauth2/token")]
    [InlineData("/oauth2/revoke")]
    [InlineData("/oauth2/introspect")]
    [InlineData("/oauth2/par")]
    [InlineData("/oauth2/device_authorization")]
    public async Task A_parameter_sent_twice_is_refused_wherever_programs_send_one(string path)
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        foreach (var name in (string[])["grant_type", "code", "scope", "token", "redirect_uri", "client_id", "unknown"])
        {
            var answer = await app.PostRawAsync(
                path,
                $"grant_type=authorization_code&token=x&{name}=a&{name}=a",
                app.Basic());

            answer.ShouldRefuse(400, "invalid_request");
        }
    }

    [Fact]
    public async Task Nobody_asks_about_or_ends_another_clients_token()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var stranger = await app.AndAnotherAsync(new { GenerateSecret = true });
        var token = (await app.TokensAsync()).Text("refresh_token")!;

        var asked = await stranger.PostAsync("/oauth2/introspect", [("token", token)], stranger.Basic());
        var ended = await stranger.PostAsync("/oauth2/revoke", [("token", token)], stranger.Basic());
        var unproven = await stranger.PostAsync("/oauth2/introspect", [("token", token)]);

        asked.Json.EnumerateObject().Select(member => member.Name).ShouldBe(["active"]);
        asked.Json.GetProperty("active").GetBoolean().ShouldBeFalse();
        ended.Status.ShouldBe(200);
        unproven.ShouldRefuse(401, "invalid_client");
        (await app.RefreshAsync(token)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("prompt", "login")]
    [InlineData("max_age", "0")]
    [InlineData("prompt", "select_account")]
    public async Task A_fresh_sign_in_is_not_talked_away(string name, string value)
    {
        var rp = await RelyingParty.CreateAsync(server);
        await rp.SignInAsync();
        rp.Wait(1);
        var page = await rp.AskAsync(rp.Request((name, value)));
        var login = new Uri(new Uri(HostedAuthServer.BaseAddress), rp.Browser.Passed[^1]);

        // The page's address, taken back to the endpoint by hand, with and without what it was asked for.
        var back = await rp.Browser.OpenAsync(login.ToString().Replace("/login?", "/oauth2/authorize?", StringComparison.Ordinal));

        page.IsAtClient.ShouldBeFalse();
        back.IsAtClient.ShouldBeFalse();
    }
}
