using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Pages;

public sealed class CodePageTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Heading = "Check your messages";

    [Theory]
    [InlineData("EMAIL_OTP")]
    [InlineData("SMS_MFA")]
    public async Task A_code_by_message_is_the_second_factor(string factor)
    {
        var (walk, world) = await StartAsync(factor);
        (await walk.SignInAsync()).ShouldShow(Heading);
        var code = await world.CodeAsync(factor);

        (await walk.SubmitAsync(("code", Wrong(code)))).ShouldComplain("This code is not right.");
        (await walk.SubmitAsync(("code", $"{code[..3]} {code[3..]}"))).ShouldBeSignedIn();
    }

    [Fact]
    public async Task The_page_says_where_the_code_went_and_not_the_whole_of_it()
    {
        var (walk, world) = await StartAsync("EMAIL_OTP");

        var page = await walk.SignInAsync();

        page.Body.ShouldContain($"{world.Email[0]}***@");
        page.Body.ShouldNotContain(world.Email);
    }

    [Fact]
    public async Task Another_code_can_be_asked_for_after_half_a_minute_and_the_first_is_void()
    {
        var (walk, world) = await StartAsync("EMAIL_OTP");
        await walk.SignInAsync();
        var first = await world.CodeAsync("EMAIL_OTP");

        var early = await walk.ChooseAsync("resend");
        server.Clock.Advance(TimeSpan.FromSeconds(30));
        (await walk.ChooseAsync("resend")).ShouldShow(Heading);
        var second = await world.CodeAsync("EMAIL_OTP");

        early.ShouldComplain("You can ask for a new one in 30 seconds.", 429);
        (await walk.SubmitAsync(("code", first))).ShouldComplain("This code is not right.");
        (await walk.SubmitAsync(("code", second))).ShouldBeSignedIn();
    }

    [Fact]
    public async Task Who_was_disabled_meanwhile_gets_no_other_code()
    {
        var (walk, world) = await StartAsync("EMAIL_OTP");
        (await walk.SignInAsync()).ShouldShow(Heading);
        var first = await world.CodeAsync("EMAIL_OTP");
        await world.SignIn.ChangeUserAsync("alice", user => user.Enabled = false);
        server.Clock.Advance(TimeSpan.FromSeconds(30));

        var answer = await walk.ChooseAsync("resend");

        answer.ShouldShow("Sign in");
        (await world.CodeAsync("EMAIL_OTP")).ShouldBe(first);
    }

    [Fact]
    public async Task After_too_many_wrong_codes_the_sign_in_starts_again()
    {
        var (walk, world) = await StartAsync("EMAIL_OTP");
        await walk.SignInAsync();
        var code = await world.CodeAsync("EMAIL_OTP");
        for (var i = 0; i < 5; i++)
        {
            await walk.SubmitAsync(("code", Wrong(code)));
        }

        var answer = await walk.SubmitAsync(("code", code));

        answer.Body.ShouldNotContain(code);
        answer.Status.ShouldBeOneOf(200, 429);
    }

    [Fact]
    public async Task A_step_that_is_too_old_starts_again_and_says_so()
    {
        var (walk, world) = await StartAsync("EMAIL_OTP");
        await walk.SignInAsync();
        var code = await world.CodeAsync("EMAIL_OTP");
        server.Clock.Advance(TimeSpan.FromMinutes(4));

        var answer = await walk.SubmitAsync(("code", code));

        answer.ShouldShow("Sign in");
        answer.Body.ShouldContain("This took too long. Start again, please.");
    }

    [Fact]
    public async Task Who_has_two_second_factors_chooses_and_may_change_their_mind()
    {
        var (walk, world) = await StartAsync("EMAIL_OTP", "SMS_MFA");
        (await walk.SignInAsync()).ShouldShow("Choose a way to sign in");
        (await walk.ChooseAsync("SMS_MFA")).ShouldShow(Heading);
        var other = await walk.Tab.OpenAsync(walk.Tab.Action.Replace("/code?", "/factor?", StringComparison.Ordinal));
        other.Body.ShouldContain("Get a code by email");

        (await walk.ChooseAsync("EMAIL_OTP")).ShouldShow(Heading);

        (await walk.SubmitAsync(("code", await world.CodeAsync("EMAIL_OTP")))).ShouldBeSignedIn();
    }

    [Fact]
    public async Task A_way_that_was_not_offered_is_refused()
    {
        var (walk, _) = await StartAsync("EMAIL_OTP", "SMS_MFA");
        await walk.SignInAsync();

        (await walk.ChooseAsync("SOFTWARE_TOKEN_MFA")).Status.ShouldBe(400);
        (await walk.ChooseAsync("")).Status.ShouldBe(400);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_person_is_asked_whether_to_remember_the_device_where_the_pool_asks(bool asks)
    {
        var world = await CodeWorld.CreateAsync(server, pool: new
        {
            DeviceConfiguration = new { ChallengeRequiredOnNewDevice = true, DeviceOnlyRememberedOnUserPrompt = asks },
        });
        await world.AddUserAsync("alice", "EMAIL_OTP");
        var walk = new PageWalk(server, await TestApp.OfPoolAsync(server, world.SignIn.PoolId));

        var page = await walk.SignInAsync();

        page.Body.Contains("name=\"rememberDevice\"", StringComparison.Ordinal).ShouldBe(asks);
    }

    [Theory]
    [InlineData("/code")]
    [InlineData("/factor")]
    [InlineData("/password")]
    [InlineData("/passkey")]
    [InlineData("/authenticator")]
    [InlineData("/challenge")]
    [InlineData("/newPassword")]
    public async Task A_page_that_nobody_led_to_leads_to_the_start(string page)
    {
        var (walk, _) = await StartAsync();

        var answer = await walk.OpenAsync(page);

        answer.Status.ShouldBe(303);
        answer.Location.ShouldNotBeNull().ShouldContain("/login?");
    }

    private async Task<(PageWalk Walk, CodeWorld World)> StartAsync(params string[] factors)
    {
        var (app, world) = await PageWalk.CreateAsync(server);
        await world.AddUserAsync("alice", factors);
        return (new PageWalk(server, app), world);
    }

    private static string Wrong(string code) => code == "000000" ? "111111" : "000000";
}
