using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using HostedAuth.Server.Tests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>No other site gives who is signed in another factor: the pages that do take their own form alone.</summary>
public sealed class FactorFormTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_form_without_its_own_token_makes_no_recovery_codes()
    {
        var (app, world) = await PageWalk.CreateAsync(server);
        await world.AddUserAsync("alice", "EMAIL_OTP");
        var walk = new PageWalk(server, app);
        await walk.SignInAsync();
        (await walk.SubmitAsync(("code", await world.CodeAsync("EMAIL_OTP")))).ShouldBeSignedIn();
        (await walk.OpenAsync("/recoveryCodes")).ShouldShow("Recovery codes");

        await ShouldTakeItsOwnFormAloneAsync(walk, context => context.RecoveryCodes.CountAsync());
    }

    [Fact]
    public async Task Nor_does_it_add_a_passkey()
    {
        var app = await PasskeyTab.CreateAppAsync(server);
        await new SignInWorld(server, app.PoolId, app.Client).AddUserAsync("alice");
        var tab = new PasskeyTab(server, app);
        var walk = new PageWalk(server, app) { Tab = tab.Tab };
        await walk.SignInAsync();
        (await tab.OpenAsync("/passkeys/add")).ShouldShow("Sign in faster next time");
        var credential = new SoftwareAuthenticator().Register(tab.Options).ToJsonString();

        await ShouldTakeItsOwnFormAloneAsync(walk, context => context.Passkeys.CountAsync(), ("credential", credential));
    }

    private async Task ShouldTakeItsOwnFormAloneAsync(
        PageWalk walk,
        Func<HostedAuthDbContext, Task<int>> countAsync,
        params (string, string?)[] fields)
    {
        var (action, token) = (walk.Tab.Action, walk.Tab.Token);
        token.ShouldNotBeEmpty();
        var elsewhere = new PageWalk(server, walk.App);
        await elsewhere.OpenAsync();
        foreach (var wrong in (string?[])[null, "", "x", elsewhere.Tab.Token, token[..^2], token + "A"])
        {
            (await walk.Tab.PostAsync(action, TestApp.Encode([("form", wrong), .. fields]))).Status.ShouldBe(400, wrong);
        }

        (await new PageTab(server).PostAsync(action, TestApp.Encode([("form", token), .. fields]))).Status.ShouldBe(400);
        (await CountAsync(walk, countAsync)).ShouldBe(0);

        (await walk.Tab.PostAsync(action, TestApp.Encode([("form", token), .. fields]))).Status.ShouldBeOneOf(200, 303);
        (await CountAsync(walk, countAsync)).ShouldBeGreaterThan(0);
    }

    private Task<int> CountAsync(PageWalk walk, Func<HostedAuthDbContext, Task<int>> countAsync) => server.InPoolAsync(
        walk.App.PoolId,
        services => countAsync(services.GetRequiredService<HostedAuthDbContext>()));
}
