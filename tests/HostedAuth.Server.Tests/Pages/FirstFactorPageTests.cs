using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Pages;

public sealed class FirstFactorPageTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string CodeHeading = "Check your messages";
    private const string ChoiceHeading = "Choose a way to sign in";

    [Fact]
    public async Task A_pool_without_passwords_asks_for_the_name_and_then_for_the_code()
    {
        var (walk, world) = await StartAsync("EMAIL_OTP");
        (await walk.OpenAsync()).Body.ShouldNotContain("type=\"password\"");

        (await walk.SayNameAsync()).ShouldShow(CodeHeading);

        (await walk.SubmitAsync(("code", await world.CodeAsync("EMAIL_OTP")))).ShouldBeSignedIn();
    }

    [Fact]
    public async Task A_pool_without_passwords_takes_none()
    {
        var (walk, _) = await StartAsync("EMAIL_OTP");

        (await walk.SignInAsync()).ShouldShow(CodeHeading);
    }

    [Fact]
    public async Task Who_has_several_ways_chooses_one_and_may_take_another()
    {
        var (walk, world) = await StartAsync("PASSWORD", "EMAIL_OTP");
        var choice = await walk.SayNameAsync();
        choice.ShouldShow(ChoiceHeading);
        choice.Body.ShouldContain("Type in my password");
        (await walk.ChooseAsync("PASSWORD")).ShouldShow("Type in your password");

        await walk.Tab.OpenAsync(walk.Tab.Action.Replace("/password?", "/factor?", StringComparison.Ordinal));
        (await walk.ChooseAsync("EMAIL_OTP")).ShouldShow(CodeHeading);

        (await walk.SubmitAsync(("code", await world.CodeAsync("EMAIL_OTP")))).ShouldBeSignedIn();
    }

    [Fact]
    public async Task A_wrong_password_can_be_typed_again()
    {
        var (walk, _) = await StartAsync("PASSWORD", "EMAIL_OTP");
        await walk.SayNameAsync();
        await walk.ChooseAsync("PASSWORD");

        (await walk.SubmitAsync(("password", "Wrong-Horse-7"))).ShouldComplain("The password is wrong.");
        (await walk.SubmitAsync(("password", SignInWorld.Password))).ShouldBeSignedIn();
    }

    [Theory]
    [InlineData("PASSWORD", "EMAIL_OTP")]
    [InlineData("EMAIL_OTP")]
    public async Task Nobody_can_tell_a_name_that_is_known_from_one_that_is_not(params string[] factors)
    {
        var (walk, world) = await StartAsync(factors);

        var known = await ReadAsync(walk, world.Email);
        var unknown = await ReadAsync(walk, People.NewEmail());

        unknown.ShouldBe(known);
    }

    [Fact]
    public async Task A_strict_pool_asks_for_a_password_unless_the_client_may_use_USER_AUTH()
    {
        var app = await TestApp.CreateAsync(
            server,
            pool: new
            {
                Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = new[] { "PASSWORD", "EMAIL_OTP" } } },
                UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" },
            });

        var page = await new PageWalk(server, app).OpenAsync();

        page.Body.ShouldContain("type=\"password\"");
    }

    /// <summary>What the page after the name says.</summary>
    private static async Task<string> ReadAsync(PageWalk walk, string email) =>
        (await walk.SayNameAsync(email)).Words().Replace(email, "", StringComparison.Ordinal);

    private async Task<(PageWalk Walk, CodeWorld World)> StartAsync(params string[] factors)
    {
        var (app, world) = await PageWalk.CreateAsync(server, "OFF", factors);
        await world.AddUserAsync("alice");
        return (new PageWalk(server, app), world);
    }
}
