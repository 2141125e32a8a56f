using System.Buffers.Text;
using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.Conformance;
using HostedAuth.Server.Tests.Conformance.Driver;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Logout;

/// <summary>
/// What the modules of the conformance plan <c>oidcc-rp-initiated-logout-certification-test-plan</c> ask for (OpenID Connect
/// RP-Initiated Logout 1.0), each in a browser that is signed in and has got an ID token.
/// </summary>
public sealed class RpInitiatedLogoutTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string State = "a state & more";

    [Module("oidcc-rp-initiated-logout-discovery-endpoint-verification", "RP-Initiated Logout 2.1")]
    [Fact]
    public async Task Discovery_names_the_end_session_endpoint()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.GetAsync("/.well-known/openid-configuration");

        answer.Text("end_session_endpoint").ShouldBe($"{app.Issuer}/logout");
    }

    [Module("oidcc-rp-initiated-logout", "RP-Initiated Logout 2, 3")]
    [Fact]
    public async Task A_hint_an_address_and_a_state_lead_back_to_the_app_signed_out()
    {
        var person = await PersonAsync();

        var answer = await person.LogOutAsync(
            ("id_token_hint", person.Hint), ("post_logout_redirect_uri", TestApp.SignedOut), ("state", State));

        // Afterwards prompt=none says login_required.
        answer.Location.ShouldNotBeNull().ShouldStartWith($"{TestApp.SignedOut}?state=");
        answer.Parameter("state").ShouldBe(State);
        await person.ShouldBeSignedOutAsync();
    }

    [Module("oidcc-rp-initiated-logout-bad-post-logout-redirect-uri", "RP-Initiated Logout 2, 3")]
    [Fact]
    public async Task An_address_that_is_not_registered_is_not_gone_to()
    {
        var person = await PersonAsync();

        var answer = await person.LogOutAsync(
            ("id_token_hint", person.Hint), ("post_logout_redirect_uri", "https://evil.example/bye"), ("state", State));

        await person.ShouldShowAnErrorAsync(answer);
    }

    [Module("oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri", "RP-Initiated Logout 2, 3")]
    [Fact]
    public async Task An_address_with_a_query_added_is_not_gone_to()
    {
        var person = await PersonAsync();

        var answer = await person.LogOutAsync(
            ("id_token_hint", person.Hint), ("post_logout_redirect_uri", $"{TestApp.SignedOut}?foo=bar"), ("state", State));

        await person.ShouldShowAnErrorAsync(answer);
    }

    [Module("oidcc-rp-initiated-logout-modified-id-token-hint", "RP-Initiated Logout 2, 4")]
    [Fact]
    public async Task A_hint_whose_content_was_changed_is_an_error()
    {
        var person = await PersonAsync();
        var parts = person.Hint.Split('.');
        string[] changes = [$"{parts[0]}.{parts[1][..^2]}AA.{parts[2]}", $"eyJhbGciOiJub25lIn0.{parts[1]}."];

        foreach (var changed in changes)
        {
            var answer = await person.LogOutAsync(
                ("id_token_hint", changed), ("post_logout_redirect_uri", TestApp.SignedOut), ("state", State));

            await person.ShouldShowAnErrorAsync(answer);
        }
    }

    [Module("oidcc-rp-initiated-logout-bad-id-token-hint", "RP-Initiated Logout 2, 4")]
    [Fact]
    public async Task A_hint_that_is_no_ID_token_of_ours_is_an_error()
    {
        var person = await PersonAsync();
        using var foreign = SignerKey.Rsa(JsonNode.Parse(Base64Url.DecodeFromChars(person.Hint.Split('.')[0]))!["kid"]!.GetValue<string>());
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(person.Hint.Split('.')[1]))!.AsObject();
        string[] hints = ["no token", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.", foreign.Sign("RS256", claims)];

        foreach (var hint in hints)
        {
            var answer = await person.LogOutAsync(
                ("id_token_hint", hint), ("post_logout_redirect_uri", TestApp.SignedOut), ("state", State));

            await person.ShouldShowAnErrorAsync(answer);
        }
    }

    [Fact]
    public async Task An_access_token_is_no_hint()
    {
        var person = await PersonAsync();

        var answer = await person.LogOutAsync(("id_token_hint", person.AccessToken));

        await person.ShouldShowAnErrorAsync(answer);
    }

    [Module("oidcc-rp-initiated-logout-no-id-token-hint", "RP-Initiated Logout 2, 4")]
    [Fact]
    public async Task Without_a_hint_the_person_is_asked_and_ends_here()
    {
        var person = await PersonAsync();

        var asked = await person.LogOutAsync(("post_logout_redirect_uri", TestApp.SignedOut), ("state", State));
        var done = await person.AgreeAsync(asked);

        // Nobody says whose address it is.
        done.Location.ShouldBe($"/{person.App.PoolId}/signedout");
        await person.ShouldBeSignedOutAsync();
    }

    [Fact]
    public async Task Without_a_hint_but_with_the_clients_id_the_person_is_asked_and_goes_back_to_the_app()
    {
        var person = await PersonAsync();

        var asked = await person.LogOutAsync(
            ("client_id", person.App.Client.Id), ("post_logout_redirect_uri", TestApp.SignedOut), ("state", State));
        var done = await person.AgreeAsync(asked);

        done.Parameter("state").ShouldBe(State);
        done.Location.ShouldNotBeNull().ShouldStartWith(TestApp.SignedOut);
    }

    [Module("oidcc-rp-initiated-logout-no-params", "RP-Initiated Logout 2, 3")]
    [Fact]
    public async Task Without_parameters_the_person_is_asked()
    {
        var person = await PersonAsync();

        var done = await person.AgreeAsync(await person.LogOutAsync());

        done.Location.ShouldBe($"/{person.App.PoolId}/signedout");
        await person.ShouldBeSignedOutAsync();
    }

    [Module("oidcc-rp-initiated-logout-no-post-logout-redirect-uri", "RP-Initiated Logout 2, 3")]
    [Fact]
    public async Task Without_an_address_the_person_ends_here()
    {
        var person = await PersonAsync();

        var answer = await person.LogOutAsync(("id_token_hint", person.Hint), ("state", State));

        answer.Location.ShouldBe($"/{person.App.PoolId}/signedout");
        await person.ShouldBeSignedOutAsync();
    }

    [Module("oidcc-rp-initiated-logout-no-state", "RP-Initiated Logout 2, 3")]
    [Fact]
    public async Task Without_a_state_none_comes_back()
    {
        var person = await PersonAsync();

        var answer = await person.LogOutAsync(
            ("id_token_hint", person.Hint), ("post_logout_redirect_uri", TestApp.SignedOut));

        answer.Location.ShouldBe(TestApp.SignedOut);
        await person.ShouldBeSignedOutAsync();
    }

    [Module("oidcc-rp-initiated-logout-only-state", "RP-Initiated Logout 2, 3")]
    [Fact]
    public async Task With_a_state_alone_the_person_is_asked_and_ends_here()
    {
        var person = await PersonAsync();

        var done = await person.AgreeAsync(await person.LogOutAsync(("state", State)));

        done.Location.ShouldBe($"/{person.App.PoolId}/signedout");
        await person.ShouldBeSignedOutAsync();
    }

    [Fact]
    public async Task A_posted_request_is_as_good()
    {
        var person = await PersonAsync();
        var form = TestApp.Encode([("id_token_hint", person.Hint), ("post_logout_redirect_uri", TestApp.SignedOut), ("state", "s")]);

        var posted = await person.Tab.PostAsync($"{person.App.Issuer}/logout", form);
        var answer = await person.Tab.OpenAsync(posted.Location!);

        // RP-Initiated Logout, section 2: GET and POST. The cookie comes with the GET alone.
        posted.Status.ShouldBe(303);
        answer.Location.ShouldBe($"{TestApp.SignedOut}?state=s");
        await person.ShouldBeSignedOutAsync();
    }

    [Fact]
    public async Task The_question_is_asked_in_the_language_of_ui_locales_and_takes_a_logout_hint()
    {
        var person = await PersonAsync();

        var asked = await person.LogOutAsync(("ui_locales", "xx de-AT"), ("logout_hint", "alice@example.com"));
        var page = await person.Tab.OpenAsync(asked.Location!);

        page.Body.ShouldContain("<html lang=\"de\"");
        page.Body.ShouldContain("Abmelden?");
    }

    [Fact]
    public async Task Nobody_is_signed_out_by_a_form_of_another_site()
    {
        var person = await PersonAsync();
        var asked = await person.LogOutAsync();
        await person.Tab.OpenAsync(asked.Location!);

        var forged = await person.Tab.PostAsync(person.Tab.Action, "form=");

        forged.Status.ShouldBe(400);
        (await person.AuthorizeSilentlyAsync()).Parameter("code").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Repeated_parameters_are_an_error()
    {
        var person = await PersonAsync();

        var answer = await person.Tab.OpenAsync(
            $"{person.App.Issuer}/logout?id_token_hint={person.Hint}&state=a&state=b");

        await person.ShouldShowAnErrorAsync(answer);
    }

    private Task<LogoutPerson> PersonAsync() => LogoutPerson.CreateAsync(server);
}
