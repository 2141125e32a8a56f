using HostedAuth.Server.Tests.Attacks;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Pages;

/// <summary>Browsers that the pages remember, and what they are good for.</summary>
public sealed class BrowserDeviceTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, false, true)]
    public async Task A_remembered_browser_is_spared_the_second_factor(bool askUser, bool says, bool isSpared)
    {
        var app = await CreateAsync(askUser);
        var tab = new PageTab(server);
        await PassAsync(app, tab, says);
        server.Clock.Advance(TimeSpan.FromMinutes(61));

        var answer = await SignInAsync(app, tab);

        answer.Location.ShouldNotBeNull().ShouldContain(isSpared ? "/oauth2/authorize" : "/code");
    }

    [Fact]
    public async Task Where_everybody_owes_a_second_factor_it_stands_in_for_it_at_the_other_clients_too()
    {
        var app = await CreateAsync();
        (await server.CallAsync("SetUserPoolMfaConfig", new
        {
            UserPoolId = app.PoolId,
            MfaConfiguration = "ON",
            EmailMfaConfiguration = new { Subject = "Code", Message = "Mail {####}" },
        })).ShouldSucceed();
        var tab = new PageTab(server);
        await PassAsync(app, tab);
        (await SignInAsync(app, tab)).Location.ShouldNotBeNull().ShouldContain("/oauth2/authorize");
        var other = await app.AndAnotherAsync();

        (await tab.OpenAsync($"{app.Issuer}/oauth2/authorize{other.Query()}")).Parameter("code").ShouldNotBeNullOrEmpty();

        tab.Cookies.Remove(tab.Cookies.Keys.Single(cookie => cookie.Contains("-device-", StringComparison.Ordinal)));
        var without = await tab.OpenAsync($"{app.Issuer}/oauth2/authorize{other.Query()}");
        without.Location.ShouldNotBeNull().ShouldContain("/stepUp?");
    }

    [Fact]
    public async Task Another_browser_is_asked()
    {
        var app = await CreateAsync();
        await PassAsync(app, new PageTab(server));

        (await SignInAsync(app, new PageTab(server))).Location.ShouldNotBeNull().ShouldContain("/code");
    }

    [Fact]
    public async Task A_browser_is_remembered_only_after_a_second_factor()
    {
        var app = await CreateAsync();
        await server.ChangeUserAsync(app.PoolId, "alice", user => user.ActiveFactors = []);
        var tab = new PageTab(server);
        (await SignInAsync(app, tab)).Location.ShouldNotBeNull().ShouldContain("/oauth2/authorize");
        await server.ChangeUserAsync(app.PoolId, "alice", user => user.ActiveFactors = ["EMAIL_OTP"]);

        (await SignInAsync(app, tab)).Location.ShouldNotBeNull().ShouldContain("/code");
    }

    [Fact]
    public async Task What_it_saw_of_a_factor_that_is_gone_is_worth_nothing_for_the_next_first_one()
    {
        var app = await CreateAsync();
        var tab = new PageTab(server);
        await PassAsync(app, tab);

        foreach (var enabled in new[] { false, true })
        {
            (await server.CallAsync("AdminSetUserMFAPreference", new
            {
                UserPoolId = app.PoolId,
                Username = "alice",
                EmailMfaSettings = new { Enabled = enabled },
            })).ShouldSucceed();
        }

        (await SignInAsync(app, tab)).Location.ShouldNotBeNull().ShouldContain("/code");
    }

    [Fact]
    public async Task A_browser_is_known_for_ninety_days_after_its_last_sign_in()
    {
        var app = await CreateAsync();
        var tab = new PageTab(server);
        await PassAsync(app, tab);
        server.Clock.Advance(TimeSpan.FromDays(89));
        (await SignInAsync(app, tab)).Location.ShouldNotBeNull().ShouldContain("/oauth2/authorize");
        server.Clock.Advance(TimeSpan.FromDays(89));
        (await SignInAsync(app, tab)).Location.ShouldNotBeNull().ShouldContain("/oauth2/authorize");
        server.Clock.Advance(TimeSpan.FromDays(90));

        (await SignInAsync(app, tab)).Location.ShouldNotBeNull().ShouldContain("/code");
    }

    [Fact]
    public async Task It_is_listed_among_the_devices_and_forgotten_as_one()
    {
        var app = await CreateAsync();
        var tab = new PageTab(server);
        await PassAsync(app, tab);
        var named = new { UserPoolId = app.PoolId, Username = "alice" };
        var key = (await server.CallAsync("AdminListDevices", named)).ShouldSucceed().Text("Devices.0.DeviceKey");

        (await server.CallAsync("AdminForgetDevice", new { named.UserPoolId, named.Username, DeviceKey = key })).ShouldSucceed();

        (await SignInAsync(app, tab)).Location.ShouldNotBeNull().ShouldContain("/code");
    }

    [Fact]
    public async Task A_new_password_forgets_it()
    {
        var app = await CreateAsync();
        var tab = new PageTab(server);
        await PassAsync(app, tab);
        (await server.CallAsync("AdminSetUserPassword", new
        {
            UserPoolId = app.PoolId,
            Username = "alice",
            SignInWorld.Password,
            Permanent = true,
        })).ShouldSucceed();

        (await SignInAsync(app, tab)).Location.ShouldNotBeNull().ShouldContain("/code");
    }

    [Fact]
    public async Task Its_cookie_is_worth_nothing_to_another_user_or_when_changed_or_as_a_DEVICE_KEY()
    {
        var app = await CreateAsync();
        var tab = new PageTab(server);
        await PassAsync(app, tab);
        var name = tab.Cookies.Keys.Single(cookie => cookie.Contains("-device-", StringComparison.Ordinal));
        var handle = tab.Cookies[name];

        (await SignInAsync(app, tab, "bob")).Location.ShouldNotBeNull().ShouldContain("/code");
        foreach (var bent in new[] { $"{handle}x", handle.Split('.')[0], $"{handle.Split('.')[0]}.", $"x.{handle}", "." })
        {
            var other = new PageTab(server) { Cookies = { [name] = bent } };
            (await SignInAsync(app, other)).Location.ShouldNotBeNull().ShouldContain("/code");
        }

        var byApi = await server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "USER_PASSWORD_AUTH",
            ClientId = app.Client.Id,
            AuthParameters = new { USERNAME = "alice", PASSWORD = SignInWorld.Password, DEVICE_KEY = handle.Split('.')[0] },
        });
        byApi.ShouldSucceed().Text("ChallengeName").ShouldBe("EMAIL_OTP");
    }

    [Fact]
    public async Task Where_remembered_devices_stand_in_for_nothing_no_browser_is_remembered()
    {
        var app = await CreateAsync(challengeRequired: false);
        var tab = new PageTab(server);

        await PassAsync(app, tab, says: true);

        tab.Cookies.Keys.ShouldNotContain(cookie => cookie.Contains("-device-", StringComparison.Ordinal));
    }

    /// <summary>A pool whose people get a second code by mail: alice and bob.</summary>
    private async Task<TestApp> CreateAsync(bool askUser = false, bool challengeRequired = true)
    {
        var app = await TestApp.CreateAsync(server, pool: new
        {
            DeviceConfiguration = new { ChallengeRequiredOnNewDevice = challengeRequired, DeviceOnlyRememberedOnUserPrompt = askUser },
        });
        (await server.CallAsync("SetUserPoolMfaConfig", new
        {
            UserPoolId = app.PoolId,
            MfaConfiguration = "OPTIONAL",
            EmailMfaConfiguration = new { Subject = "Code", Message = "Mail {####}" },
        })).ShouldSucceed();
        foreach (var name in new[] { "alice", "bob" })
        {
            await server.CallAsync("AdminDeleteUser", new { UserPoolId = app.PoolId, Username = name });
            var email = new[] { new { Name = "email", Value = People.NewEmail(name) }, new { Name = "email_verified", Value = "true" } };
            (await server.CallAsync("AdminCreateUser", new
            {
                UserPoolId = app.PoolId,
                Username = name,
                MessageAction = "SUPPRESS",
                UserAttributes = email,
            })).ShouldSucceed();
            (await server.CallAsync(
                "AdminSetUserPassword",
                new { UserPoolId = app.PoolId, Username = name, SignInWorld.Password, Permanent = true })).ShouldSucceed();
            await server.ChangeUserAsync(app.PoolId, name, user => user.ActiveFactors = ["EMAIL_OTP"]);
        }

        return app;
    }

    /// <summary>Signs in at the page with the password alone; says where that leads.</summary>
    private static async Task<Answer> SignInAsync(TestApp app, PageTab tab, string username = "alice")
    {
        foreach (var cookie in tab.Cookies.Keys.Where(cookie => cookie.Contains("-sso-", StringComparison.Ordinal)).ToList())
        {
            tab.Cookies.Remove(cookie);
        }

        var asked = await tab.OpenAsync($"/{app.PoolId}/oauth2/authorize{app.Query()}");
        await tab.OpenAsync(asked.Location!);
        return await tab.SubmitAsync(("username", username), ("password", SignInWorld.Password));
    }

    /// <summary>Signs in with the code too.</summary>
    private async Task PassAsync(TestApp app, PageTab tab, bool says = false)
    {
        var asked = await SignInAsync(app, tab);
        await tab.OpenAsync(asked.Location!);
        var email = (await server.ReadUserAsync(app.PoolId, "alice")).Attributes["email"];
        var done = await tab.SubmitAsync(
            ("code", await server.CodeToAsync(email)),
            ("rememberDevice", says ? "true" : null));
        done.Location.ShouldNotBeNull().ShouldContain("/oauth2/authorize");
    }
}
