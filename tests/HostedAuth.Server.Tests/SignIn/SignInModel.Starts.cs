using HostedAuth.Core.AppClients;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.SignIn;

// How a sign-in begins.
internal sealed partial class SignInModel
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    private string ClientId => person.World.SignIn.Client.Id;

    private async Task StartAsync(SignInMove move)
    {
        var (step, earned) = move.Choice switch
        {
            0 or 1 => await ByPasswordAsync(move, device: move.Choice is 1, level: 0),
            2 => (await FromAsync("PASSWORD_SRP", new() { ["SRP_A"] = _srp.SrpA }), new Earned([])),
            3 => await ByChoiceAsync(null),
            4 => await ByChoiceAsync("EMAIL_OTP"),
            5 => await ByChoiceAsync("SMS_OTP"),
            6 => await ByChoiceAsync("WEB_AUTHN"),
            7 => (await FromAsync("CUSTOM_AUTH", []), new Earned([]) { IsCustom = true }),
            8 => (
                await FromAsync("CUSTOM_AUTH", new() { ["CHALLENGE_NAME"] = "SRP_A", ["SRP_A"] = _srp.SrpA }),
                new Earned([]) { IsCustom = true }),
            9 => await ByTokenAsync(level: move.Session % 2 == 0 ? 4 : 3),
            10 => await ByPasswordAsync(move, device: false, level: 3),
            11 => await BySignUpAsync(),
            _ => await ByOfferAsync(move),
        };
        await JudgeAsync(step, from: null, isGood: true, earned);
    }

    private Task<SignInStep> FromAsync(string challenge, Dictionary<string, string> responses) => InFlowAsync(
        person.World, ClientId, (_, flow, client) => flow.StartAsync(client, person.Name, challenge, responses, default));

    private async Task<(SignInStep Step, Earned Earned)> ByPasswordAsync(SignInMove move, bool device, int level)
    {
        var responses = new Dictionary<string, string> { ["PASSWORD"] = move.IsRight ? person.Password : "wrong" };
        if (device)
        {
            responses["DEVICE_KEY"] = person.Device.Key;
        }

        var step = await InFlowAsync(person.World, ClientId, (services, flow, client) =>
        {
            services.GetRequiredService<SignInDemand>().Levels = level > 0 ? [level] : [];
            return flow.StartAsync(client, person.Name, "PASSWORD", responses, default);
        });
        return (step, new Earned(move.IsRight ? ["pwd"] : []) { Level = level });
    }

    private async Task<(SignInStep Step, Earned Earned)> ByChoiceAsync(string? preferred) => (
        await InFlowAsync(person.World, ClientId, (_, flow, client) =>
            flow.StartByChoiceAsync(client, person.Name, preferred, new Dictionary<string, string>(), default)),
        new Earned([]));

    /// <summary>An access token whose level is to be raised.</summary>
    private async Task<(SignInStep Step, Earned Earned)> ByTokenAsync(int level)
    {
        var step = await InFlowAsync(person.World, ClientId, async (services, flow, client) =>
        {
            services.GetRequiredService<SignInDemand>().Levels = [level];
            var token = await services.GetRequiredService<AccessTokens>().VerifyAsync(person.AccessToken, Scopes.SelfService, default);
            return await flow.StepUpAsync(client, person.Name, token, MaxAge, new Dictionary<string, string>(), default);
        });
        return (step, new Earned([]) { Before = Now - person.SignedInAt <= MaxAge ? ["pwd"] : [], Level = level });
    }

    /// <summary>The session that ConfirmSignUp gives who has just confirmed an address.</summary>
    private async Task<(SignInStep Step, Earned Earned)> BySignUpAsync() => (
        await InFlowAsync(person.World, ClientId, async (services, flow, client) =>
        {
            var user = await services.GetRequiredService<UserDirectory>().FindAsync(person.Name, default);
            var session = services.GetRequiredService<SignUpSessions>().OfConfirmed(client, user!, "email")!;
            return await flow.StartWithSignUpAsync(client, person.Name, session, new Dictionary<string, string>(), default);
        }),
        new Earned(["email"]));

    /// <summary>A passkey that says itself whose it is.</summary>
    private async Task<(SignInStep Step, Earned Earned)> ByOfferAsync(SignInMove move)
    {
        var (used, proofs) = Use(move);
        var step = await InFlowAsync(person.World, ClientId, async (services, _, client) =>
        {
            var offers = services.GetRequiredService<PasskeyOffers>();
            var offer = await offers.MakeAsync(client, HostedAuthServer.BaseAddress);
            return await offers.AnswerAsync(client, offer!.Session, used.Use(offer.OptionsJson), default);
        });
        return (step, new Earned(proofs));
    }

    /// <summary>The user's authenticator, or another that says it is; its owner verified or not.</summary>
    private (SoftwareAuthenticator Used, string[] Proofs) Use(SignInMove move)
    {
        var isVerified = move.Session % 2 == 0;
        var used = move.IsRight
            ? person.Passkey
            : new SoftwareAuthenticator { CredentialId = person.Passkey.CredentialId, UserHandle = person.Passkey.UserHandle };
        used.Counter = ++_uses;
        used.IsUserVerified = isVerified;
        return (used, (move.IsRight, isVerified) switch
        {
            (false, _) => [],
            (_, true) => ["hwk", "verified"],
            _ => ["hwk"],
        });
    }
}
