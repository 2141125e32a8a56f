using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>Addresses that only resemble a registered one, or that carry the browser elsewhere.</summary>
public sealed class RedirectAttackTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("https://app.example/callback/")]
    [InlineData("https://app.example/callback#fragment")]
    [InlineData("https://app.example/callback?")]
    [InlineData("https://app.example/callback?more=1")]
    [InlineData("https://app.example/callback?with=query&more=1")]
    [InlineData("https://app.example/Callback")]
    [InlineData("https://APP.example/callback")]
    [InlineData("HTTPS://app.example/callback")]
    [InlineData("http://app.example/callback")]
    [InlineData("https://app.example:443/callback")]
    [InlineData("https://app.example./callback")]
    [InlineData("https://app.example/callback/../callback")]
    [InlineData("https://app.example/./callback")]
    [InlineData("https://app.example//callback")]
    [InlineData("https://app.example/callback;/")]
    [InlineData("https://app.example/callback/..;/evil")]
    [InlineData("https://app.example/%63allback")]
    [InlineData("https://app.example/callback%20")]
    [InlineData("https://app.example/callback ")]
    [InlineData(" https://app.example/callback")]
    [InlineData("https://app.example/callback\t")]
    [InlineData("https://app.example/callback\n")]
    [InlineData("https://app.example/callback\0")]
    [InlineData("https://app.example\\callback")]
    [InlineData("https:\\\\app.example/callback")]
    [InlineData("https:/app.example/callback")]
    [InlineData("//app.example/callback")]
    [InlineData("/callback")]
    [InlineData("https://user@app.example/callback")]
    [InlineData("https://app.example@evil.example/callback")]
    [InlineData("https://evil.example\\@app.example/callback")]
    [InlineData("https://a@b@app.example/callback")]
    [InlineData("https://app.example.evil.example/callback")]
    [InlineData("https://evilapp.example/callback")]
    [InlineData("https://appxexample/callback")]
    [InlineData("https://sub.app.example/callback")]
    [InlineData("https://*.example/callback")]
    [InlineData("https://app.example/*")]
    [InlineData("javascript:alert(1)")]
    [InlineData("JavaScript:alert(1)")]
    [InlineData("data:text/html,hello")]
    [InlineData("https://app.example/call\u0441back")]
    [InlineData("https://app.example/callback%00")]
    [InlineData("https://app.example/callback%0d%0aLocation:https://evil.example")]
    [InlineData("https://app.example%2fcallback")]
    [InlineData("https://app.example%00.evil.example/callback")]
    [InlineData("https://app.example%23@evil.example/callback")]
    [InlineData("https://app.example#@evil.example/callback")]
    [InlineData("https://app.example?@evil.example/callback")]
    [InlineData("https://evil.example#app.example/callback")]
    [InlineData("https://[::ffff:127.0.0.1]/callback")]
    [InlineData("https://app\u3002example/callback")]
    [InlineData("https://\uff41pp.example/callback")]
    [InlineData("https://app.example/callback\u200b")]
    [InlineData("\u0001https://app.example/callback")]
    [InlineData("h\tttps://app.example/callback")]
    [InlineData("///app.example/callback")]
    [InlineData("\\\\app.example\\callback")]
    [InlineData("https:///app.example/callback")]
    [InlineData("https://app.example/callback&redirect_uri=https://evil.example/")]
    [InlineData("blob:https://app.example/callback")]
    [InlineData("view-source:https://app.example/callback")]
    [InlineData("vbscript:msgbox(1)")]
    [InlineData("http://localhost/callback")]
    public async Task A_redirect_uri_that_only_resembles_the_registered_one_is_no_address(string redirectUri)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query(("redirect_uri", redirectUri)), await app.SignInAsync());

        answer.ShouldStayHere("redirect_mismatch");
    }

    [Fact]
    public async Task Prompt_none_sends_no_error_to_an_unregistered_address()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query(("prompt", "none"), ("redirect_uri", "https://evil.example/")));

        answer.ShouldStayHere("redirect_mismatch");
    }

    [Theory]
    [InlineData("client_id")]
    [InlineData("redirect_uri")]
    public async Task A_second_client_or_address_proves_neither(string name)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync($"{app.Query()}&{name}=https://evil.example/", await app.SignInAsync());

        answer.ShouldStayHere("invalid_request");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("\\\\evil.example")]
    [InlineData("/\t/evil.example/")]
    [InlineData("/\n/evil.example/")]
    [InlineData("\t//evil.example/")]
    [InlineData("\u0001//evil.example/")]
    [InlineData("https:evil.example")]
    [InlineData("https://app.example/bye\t")]
    [InlineData("https://app.example/bye\\@evil.example/")]
    [InlineData("https://app.example/bye/..;/")]
    [InlineData("javascript:alert(1)")]
    public async Task A_return_address_with_tab_backslash_or_control_character_never_passes_for_local(string address)
    {
        var app = await TestApp.CreateAsync(server);
        var hint = (await app.TokensAsync()).Text("id_token")!;
        var escaped = Uri.EscapeDataString(address);
        string[] requests =
        [
            $"/logout?client_id={app.Client.Id}&logout_uri={escaped}",
            $"/logout?id_token_hint={hint}&post_logout_redirect_uri={escaped}",
            $"/logout/confirm?client_id={app.Client.Id}&logout_uri={escaped}",
            $"/logout?client_id={app.Client.Id}&response_type=code&redirect_uri={escaped}",
            $"/error?error=redirect_mismatch&redirect_uri={escaped}",
        ];

        foreach (var request in requests)
        {
            var answer = await app.GetAsync(request);

            answer.Body.ShouldNotContain("evil");
            (answer.Location ?? "").ShouldNotContain("//");
            (answer.Location ?? "").ShouldNotContain('\\');
        }
    }

    [Theory]
    [InlineData("response_type", "token", "unauthorized_client")]
    [InlineData("response_type", "code token", "unauthorized_client")]
    [InlineData("response_type", "code code", "unsupported_response_type")]
    [InlineData("scope", "openid aws.cognito.signin.user.admin other/scope", "invalid_scope")]
    [InlineData("code_challenge", null, "invalid_request")]
    public async Task A_login_address_bent_on_its_way_is_checked_like_a_new_request(string name, string? value, string error)
    {
        var app = await TestApp.CreateAsync(server);
        var cookie = await app.SignInAsync();
        var flow = (await app.AuthorizeAsync(app.Query(("prompt", "login")))).Parameter("flow");
        var bent = app.Query((name, value), ("flow", flow));

        (await app.AuthorizeAsync(bent, cookie)).ShouldTellTheClient(error);
        (await app.GetAsync($"/login{bent}", cookie)).ShouldTellTheClient(error);
    }
}
