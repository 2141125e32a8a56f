using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>A sign-in that one person began and another, lured to its address, goes on with.</summary>
public sealed class PendingSignInAttackTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData(null)]
    [InlineData("login")]
    public async Task A_pending_sign_in_that_a_victim_completes_stays_the_victims(string? prompt)
    {
        var app = await TestApp.CreateAsync(server);
        await AddPersonAsync(app);
        var (attacker, victim) = (new PageTab(server), new PageTab(server));
        var pending = (await attacker.OpenAsync($"{app.Issuer}/oauth2/authorize{app.Query(("prompt", prompt))}")).Location!;
        await attacker.OpenAsync(pending);

        await victim.OpenAsync(pending);
        var signedIn = await victim.SubmitAsync(("username", "alice"), ("password", People.Password));
        var taken = await attacker.OpenAsync(signedIn.Location!);
        var own = await victim.OpenAsync(signedIn.Location!);

        signedIn.Status.ShouldBe(303);
        taken.Location.ShouldNotBeNull().ShouldContain("/login?");
        own.Parameter("code").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_browser_that_is_signed_in_already_gives_a_pending_sign_in_nothing()
    {
        var app = await TestApp.CreateAsync(server);
        var attacker = new PageTab(server);
        var pending = (await attacker.OpenAsync($"{app.Issuer}/oauth2/authorize{app.Query(("prompt", "login"))}")).Location!;
        var path = new Uri(new Uri(HostedAuthServer.BaseAddress), pending).PathAndQuery[(app.PoolId.Length + 1)..];

        var victim = await app.GetAsync(path, await app.SignInAsync());
        var back = await attacker.OpenAsync(pending.Replace("/login?", "/oauth2/authorize?", StringComparison.Ordinal));

        victim.Parameter("code").ShouldBeNull();
        back.Location.ShouldNotBeNull().ShouldContain("/login?");
    }

    [Fact]
    public async Task A_challenge_begun_in_one_browser_is_not_answered_in_another()
    {
        var app = await TestApp.CreateAsync(server);
        (await server.CallAsync("AdminCreateUser", new
        {
            UserPoolId = app.PoolId,
            Username = "alice",
            TemporaryPassword = People.Password,
            MessageAction = "SUPPRESS",
        })).ShouldSucceed();
        var (hers, his) = (new PageTab(server), new PageTab(server));
        await hers.OpenAsync($"{app.Issuer}/login{app.Query()}");
        var challenge = (await hers.SubmitAsync(("username", "alice"), ("password", People.Password))).Location!;
        await hers.OpenAsync(challenge);
        await his.OpenAsync(challenge);

        var stolen = await his.PostAsync(
            hers.Action,
            TestApp.Encode([("form", hers.Token), ("password", "Stolen-horse-9")]));

        stolen.Location.ShouldNotBeNull().ShouldContain("/login?");
        (await hers.SubmitAsync(("password", "Correct-horse-9"))).Location.ShouldNotBeNull().ShouldContain("/oauth2/authorize?");
    }

    [Fact]
    public async Task Registration_that_is_closed_is_closed_at_the_page_and_for_its_form_too()
    {
        var app = await TestApp.CreateAsync(
            server,
            pool: new { AdminCreateUserConfig = new { AllowAdminCreateUserOnly = true } });
        var tab = new PageTab(server);
        var login = await tab.OpenAsync($"{app.Issuer}/login{app.Query()}");
        await tab.OpenAsync($"{app.Issuer}/signup{app.Query()}");

        await tab.SubmitAsync(("username", "mallory"), ("password", People.Password));
        await tab.OpenAsync($"{app.Issuer}/login{app.Query()}");
        tab.GoesTo(tab.Action.Replace("/login?", "/signup?", StringComparison.Ordinal));
        var bent = await tab.SubmitAsync(("username", "mallory"), ("password", People.Password));

        login.Body.ShouldNotContain("/signup");
        bent.Status.ShouldBe(403);
        (await server.CallAsync("AdminGetUser", new { UserPoolId = app.PoolId, Username = "mallory" }))
            .ShouldRefuse("UserNotFoundException");
    }

    private async Task AddPersonAsync(TestApp app)
    {
        (await server.CallAsync(
            "AdminCreateUser",
            new { UserPoolId = app.PoolId, Username = "alice", MessageAction = "SUPPRESS" })).ShouldSucceed();
        (await server.CallAsync(
            "AdminSetUserPassword",
            new { UserPoolId = app.PoolId, Username = "alice", People.Password, Permanent = true })).ShouldSucceed();
    }
}
