using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Pages;

public sealed class PasskeySignInTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Refused = "This passkey did not work. Try again, or sign in another way.";

    [Fact]
    public async Task A_passkey_signs_in_its_owner_without_a_name()
    {
        var (tab, authenticator) = await OpenAsync();

        var answer = await tab.SignInAsync(authenticator);

        ShouldBeSignedIn(answer);
        (await tab.FollowAsync(answer)).Parameter("code").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_question_is_answered_once()
    {
        var (tab, authenticator) = await OpenAsync();
        var credential = authenticator.Use(tab.Options);
        var session = tab.Session;
        ShouldBeSignedIn(await tab.AnswerAsync(credential));
        await tab.OpenAsync();

        var answer = await tab.Tab.SubmitAsync(("session", session), ("credential", credential));

        ShouldBeRefused(answer);
    }

    [Fact]
    public async Task Of_two_answers_at_once_one_signs_in()
    {
        var (tab, authenticator) = await OpenAsync();
        var credential = authenticator.Use(tab.Options);
        var session = tab.Session;

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ =>
            tab.Tab.SubmitAsync(("session", session), ("credential", credential))));

        answers.Select(answer => answer.Status).Order().ShouldBe([303, 400]);
    }

    [Fact]
    public async Task Another_origin_is_refused()
    {
        var (tab, authenticator) = await OpenAsync();
        authenticator.UseOrigin = "https://evil.example";

        ShouldBeRefused(await tab.SignInAsync(authenticator));
    }

    [Fact]
    public async Task A_clone_that_counts_behind_is_refused()
    {
        var (tab, authenticator) = await OpenAsync();
        authenticator.Counter = 5;
        ShouldBeSignedIn(await tab.SignInAsync(authenticator));

        await tab.OpenAsync();
        ShouldBeRefused(await tab.SignInAsync(authenticator));
    }

    [Fact]
    public async Task A_passkey_that_names_somebody_else_is_refused()
    {
        var app = await PasskeyTab.CreateAppAsync(server);
        var alice = await PasskeyTab.JoinAsync(server, app);
        var bob = await PasskeyTab.JoinAsync(server, app, "bob");
        var tab = new PasskeyTab(server, app);
        await tab.OpenAsync();
        alice.UserHandle = bob.UserHandle;

        ShouldBeRefused(await tab.SignInAsync(alice));
    }

    [Fact]
    public async Task A_passkey_that_nobody_has_reads_like_a_wrong_one()
    {
        var (tab, known) = await OpenAsync();
        var unknown = new SoftwareAuthenticator { UserHandle = known.UserHandle };

        ShouldBeRefused(await tab.SignInAsync(unknown));
    }

    [Fact]
    public async Task A_question_of_another_client_or_of_a_quarter_of_an_hour_ago_is_refused()
    {
        var app = await PasskeyTab.CreateAppAsync(server);
        var authenticator = await PasskeyTab.JoinAsync(server, app);
        var (tab, other) = (new PasskeyTab(server, app), new PasskeyTab(server, await app.AndAnotherAsync()));
        await other.OpenAsync();
        await tab.OpenAsync();

        var foreign = await tab.Tab.SubmitAsync(("session", other.Session), ("credential", authenticator.Use(other.Options)));
        server.Clock.Advance(TimeSpan.FromMinutes(15));
        var old = await tab.SignInAsync(authenticator);

        ShouldBeRefused(foreign);
        ShouldBeRefused(old);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("""{"id":1}""")]
    [InlineData("""{"id":"AAAA","response":7}""")]
    [InlineData("""{"id":"*"}""")]
    public async Task What_is_no_answer_of_an_authenticator_is_refused_and_never_an_outage(string credential)
    {
        var (tab, _) = await OpenAsync();

        ShouldBeRefused(await tab.AnswerAsync(credential));
    }

    [Fact]
    public async Task A_disabled_owner_does_not_come_in()
    {
        var app = await PasskeyTab.CreateAppAsync(server);
        var authenticator = await PasskeyTab.JoinAsync(server, app);
        (await server.CallAsync("AdminDisableUser", new { UserPoolId = app.PoolId, Username = "alice" })).ShouldSucceed();
        var tab = new PasskeyTab(server, app);
        await tab.OpenAsync();

        ShouldBeRefused(await tab.SignInAsync(authenticator));
    }

    [Theory]
    [InlineData(UserStatus.FORCE_CHANGE_PASSWORD)]
    [InlineData(UserStatus.EXTERNAL_PROVIDER)]
    public async Task A_passkey_stands_in_neither_for_a_temporary_password_nor_for_a_provider(UserStatus status)
    {
        var app = await PasskeyTab.CreateAppAsync(server);
        var authenticator = await PasskeyTab.JoinAsync(server, app);
        await server.ChangeUserAsync(app.PoolId, "alice", user => user.Status = status);
        var tab = new PasskeyTab(server, app);
        await tab.OpenAsync();

        ShouldBeRefused(await tab.SignInAsync(authenticator));
    }

    [Fact]
    public async Task A_pool_without_passkeys_does_not_offer_them()
    {
        var page = await new PasskeyTab(server, await TestApp.CreateAsync(server)).OpenAsync();

        page.Status.ShouldBe(200);
        page.Body.ShouldNotContain("passkey");
    }

    private async Task<(PasskeyTab Tab, SoftwareAuthenticator Authenticator)> OpenAsync()
    {
        var app = await PasskeyTab.CreateAppAsync(server);
        var authenticator = await PasskeyTab.JoinAsync(server, app);
        var tab = new PasskeyTab(server, app);
        (await tab.OpenAsync()).Status.ShouldBe(200);
        return (tab, authenticator);
    }

    private static void ShouldBeSignedIn(Answer answer)
    {
        answer.Status.ShouldBe(303, answer.Body);
        answer.Location.ShouldNotBeNull().ShouldContain("/oauth2/authorize?");
    }

    private static void ShouldBeRefused(Answer answer)
    {
        answer.Status.ShouldBe(400, answer.Location);
        answer.Body.ShouldContain(Refused);
    }
}
