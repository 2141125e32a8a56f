using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc.Device;
using HostedAuth.Server.Tests.Pages;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>A second factor from before the present ones count gives no tokens that are younger than these.</summary>
public sealed class OutdatedFactorTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_code_that_waited_meanwhile_is_void(bool isOutdated)
    {
        var (app, world) = await CreateAsync();
        var browser = new AskedBrowser(server, app);
        (await browser.AskAsync()).ShouldShow("Sign in");
        (await browser.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password))).ShouldShow("Check your messages");
        var code = (await browser.SubmitAsync(("code", await world.CodeAsync("EMAIL_OTP")))).Parameter("code")!;

        await PassAsync(world, isOutdated);

        var answer = await app.ExchangeAsync(code);
        ShouldBeVoid(answer, isOutdated);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_device_that_was_approved_before_gets_nothing(bool isOutdated)
    {
        var (app, world) = await CreateAsync();
        await DeviceWorld.AllowAsync(server, app);
        var device = new DeviceWorld(server, app);
        await device.StartAsync();
        (await device.EnterAndSignInAsync()).ShouldShow("Check your messages");
        await device.SubmitAsync(("code", await world.CodeAsync("EMAIL_OTP")));
        await device.AnswerAsync("allow");

        await PassAsync(world, isOutdated);

        ShouldBeVoid(await device.PollAsync(), isOutdated);
    }

    private async Task<(TestApp App, CodeWorld World)> CreateAsync()
    {
        var (app, world) = await PageWalk.CreateAsync(server, "OPTIONAL");
        await world.AddUserAsync("alice");
        await world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = ["EMAIL_OTP"]);
        return (app, world);
    }

    private async Task PassAsync(CodeWorld world, bool isOutdated)
    {
        server.Clock.Advance(TimeSpan.FromSeconds(10));
        if (isOutdated)
        {
            await world.SignIn.ChangeUserAsync("alice", user => user.SecondFactorsSince = server.Clock.GetUtcNow());
        }
    }

    private static void ShouldBeVoid(Answer answer, bool isVoid)
    {
        if (isVoid)
        {
            answer.ShouldRefuse(400, "invalid_grant");
        }
        else
        {
            answer.Status.ShouldBe(200, answer.Body);
        }
    }
}
