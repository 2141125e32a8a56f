using HostedAuth.Server.Tests.Attacks;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Pages;

namespace HostedAuth.Server.Tests.Oidc.Device;

/// <summary>The device authorization grant as the person sees it (RFC 8628, sections 3.3, 5.1 and 5.4).</summary>
public sealed class DevicePageTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Question = "Let this device in?";
    private const string Unknown = "No device waits with this code";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_code_is_taken_in_any_case_with_or_without_its_dash(int spelling)
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();
        var typed = spelling switch
        {
            0 => world.UserCode.ToLowerInvariant(),
            1 => world.UserCode.Replace("-", "", StringComparison.Ordinal),
            _ => $" {world.UserCode.Replace('-', ' ')} ",
        };

        (await world.EnterAsync(typed)).ShouldShow("Sign in");
    }

    [Theory]
    [InlineData("BBBB-BBBB")]
    [InlineData("AAAA-AAAA")]
    [InlineData("12")]
    public async Task A_code_that_no_device_shows_leads_nowhere(string typed)
    {
        var world = await DeviceWorld.CreateAsync(server);

        (await world.EnterAsync(typed)).ShouldComplain(Unknown);
    }

    [Fact]
    public async Task Who_is_asked_sees_which_app_what_it_gets_where_the_device_is_and_the_code_to_compare()
    {
        var world = await DeviceWorld.CreateAsync(server, new { ClientName = "Television" });
        await world.StartAsync();

        var words = (await world.EnterAndSignInAsync()).Words();

        words.ShouldContain("Television on a device asks to act for you");
        words.ShouldContain(world.UserCode);
        words.ShouldContain("Television will be able to: Know that it is you See your email address The device");
        words.ShouldContain("127.0.0.1");
        words.ShouldContain("alice");
    }

    [Fact]
    public async Task A_link_that_brings_the_code_along_presses_nothing()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();
        await world.EnterAndSignInAsync();

        var page = await world.Tab.OpenAsync(world.Started.Text("verification_uri_complete")!);

        page.ShouldShow("Connect a device");
        page.Body.ShouldContain($"value=\"{world.UserCode}\"");
        (await world.SubmitAsync(("user_code", world.UserCode))).ShouldShow(Question);
        (await world.PollAsync()).ShouldRefuse(400, "authorization_pending");
    }

    [Fact]
    public async Task A_text_in_the_link_that_is_no_code_is_never_shown()
    {
        var world = await DeviceWorld.CreateAsync(server);

        (await world.Tab.OpenAsync($"{world.App.Issuer}/device?user_code=call-this-number")).Body.ShouldNotContain("call-this");
    }

    [Fact]
    public async Task Who_says_no_turns_the_device_away()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();
        await world.EnterAndSignInAsync();

        (await world.AnswerAsync("deny")).ShouldShow("The device was turned away");

        (await world.PollAsync()).ShouldRefuse(400, "access_denied");
    }

    [Fact]
    public async Task A_decision_stands()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();
        await world.EnterAndSignInAsync();
        var (action, token) = (world.Tab.Action, world.Tab.Token);
        await world.AnswerAsync("deny");

        var again = await world.Tab.PostAsync(action, TestApp.Encode([("form", token), ("answer", "allow")]));

        (await world.FollowAsync(again)).ShouldShow("This code is no longer good");
        (await world.PollAsync()).ShouldRefuse(400, "access_denied");
        (await world.EnterAsync()).ShouldComplain(Unknown);
    }

    [Fact]
    public async Task Nobody_decides_without_signing_in()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();
        await world.EnterAsync();
        var approve = world.Tab.Action.Replace("/login?", "/device/approve?", StringComparison.Ordinal);

        var answer = await world.Tab.PostAsync(approve, TestApp.Encode([("form", world.Tab.Token), ("answer", "allow")]));

        (await world.FollowAsync(answer)).ShouldShow("Sign in");
        (await world.PollAsync()).ShouldRefuse(400, "authorization_pending");
    }

    [Fact]
    public async Task A_form_from_elsewhere_decides_nothing()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();
        await world.EnterAndSignInAsync();

        (await world.Tab.PostAsync(world.Tab.Action, "answer=allow")).Status.ShouldBe(400);

        (await world.PollAsync()).ShouldRefuse(400, "authorization_pending");
    }

    [Fact]
    public async Task The_address_of_the_question_is_worth_nothing_in_another_browser()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();
        await world.EnterAndSignInAsync();
        var victim = new PageTab(server);

        var answer = await world.FollowAsync(await victim.OpenAsync(world.Tab.Action));

        answer.ShouldShow("This code is no longer good");
    }

    [Fact]
    public async Task Who_is_signed_in_by_one_factor_where_two_are_owed_gives_the_other_first()
    {
        var world = await DeviceWorld.CreateAsync(server);
        var email = People.NewEmail("alice");
        (await server.CallAsync("AdminUpdateUserAttributes", new
        {
            UserPoolId = world.App.PoolId,
            Username = "alice",
            UserAttributes = new[] { new { Name = "email", Value = email }, new { Name = "email_verified", Value = "true" } },
        })).ShouldSucceed();
        await world.StartAsync();
        (await world.EnterAndSignInAsync()).ShouldShow(Question);
        (await server.CallAsync("SetUserPoolMfaConfig", new
        {
            UserPoolId = world.App.PoolId,
            MfaConfiguration = "ON",
            EmailMfaConfiguration = new { Subject = "Code", Message = "Mail {####}" },
        })).ShouldSucceed();
        await server.ChangeUserAsync(world.App.PoolId, "alice", user => user.ActiveFactors = ["EMAIL_OTP"]);

        (await world.EnterAsync()).ShouldShow("One more step");
        (await world.SubmitAsync()).ShouldShow("Check your messages");
        var answer = await world.SubmitAsync(("code", await server.CodeToAsync(email)));

        answer.ShouldShow(Question);
        (await world.AnswerAsync("allow")).ShouldShow("Your device is connected");
        (await world.PollAsync()).Claims("id_token").GetProperty("acr").GetString().ShouldBe("urn:cognito:loa:3");
    }

    [Fact]
    public async Task Section_5_1_who_guesses_codes_is_stopped_and_right_ones_do_not_count()
    {
        var world = await DeviceWorld.CreateAsync(server);
        for (var right = 0; right < 3; right++)
        {
            await world.StartAsync();
            await world.EnterAsync();
        }

        for (var wrong = 0; wrong < 30; wrong++)
        {
            (await world.EnterAsync("BBBB-BBBB")).ShouldComplain(Unknown);
        }

        (await world.EnterAsync()).ShouldComplain("Too many tries", 429);
        server.Clock.Advance(TimeSpan.FromMinutes(61));
        await world.StartAsync();
        (await world.EnterAsync()).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_apps_request_that_carries_a_parameter_named_device_is_still_the_apps()
    {
        var world = await DeviceWorld.CreateAsync(server);

        var answer = await world.Tab.OpenAsync($"{world.App.Issuer}/login{world.App.Query(("device", "x"))}");

        answer.ShouldShow("Sign in");
        (await world.SubmitUntilAppAsync(("username", "alice"), ("password", SignInWorld.Password)))
            .ShouldNotBeNull().ShouldStartWith(TestApp.Callback);
    }

    [Theory]
    [InlineData("/login")]
    [InlineData("/signup")]
    [InlineData("/device/approve")]
    public async Task A_bent_passage_ends_at_a_page_of_ours(string page)
    {
        var world = await DeviceWorld.CreateAsync(server);

        var answer = await world.FollowAsync(await world.Tab.OpenAsync($"{world.App.Issuer}{page}?device=https://evil.example"));

        answer.ShouldShow("This code is no longer good");
    }
}
