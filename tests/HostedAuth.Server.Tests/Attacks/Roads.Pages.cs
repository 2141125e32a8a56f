using HostedAuth.Core.Delivery;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using HostedAuth.Server.Tests.Pages;

namespace HostedAuth.Server.Tests.Attacks;

// The hosted pages.
internal static partial class Roads
{
    private static string[] PasswordOnly => ["PASSWORD"];

    private static string[] CodeOnly => ["EMAIL_OTP"];

    private static Dictionary<string, Road> ByPages => new()
    {
        ["login page"] = new(async (roads, at) =>
        {
            var walk = new PageWalk(roads.Server, at);
            return await IsInAsync(walk, await walk.SignInAsync(User));
        })
        { FirstFactors = PasswordOnly },
        ["code page half way"] = new(
            async at =>
            {
                var walk = new PageWalk(at.Roads.Server, at.App);
                (await walk.SayNameAsync(User)).ShouldShow("Check your messages");
                return (Walk: walk, Code: await at.Roads.Server.CodeToAsync(at.Message.To, at.Message));
            },
            async (roads, at) =>
            {
                var (walk, code) = ((PageWalk, string))roads.Pass;
                TakeTo(walk, roads, at);
                return await IsInAsync(walk, await walk.SubmitAsync(("code", code)));
            })
        { CarriesProof = true, FirstFactors = CodeOnly, GuessAsync = GuessCodePageAsync },
        ["link in the mail"] = new(
            async at =>
            {
                var walk = new PageWalk(at.Roads.Server, at.App);
                (await walk.SayNameAsync(User)).ShouldShow("Check your messages");
                var mail = await at.Roads.Server.MessageToAsync(at.Message.To, at.Message);
                (await walk.Tab.OpenAsync(mail.Link.ShouldNotBeNull())).ShouldShow("Sign in");
                return (Walk: walk, Mail: mail);
            },
            async (roads, at) =>
            {
                var (walk, mail) = ((PageWalk, MailboxMessage))roads.Pass;
                TakeTo(walk, roads, at);
                return await IsInAsync(walk, await walk.SubmitAsync(("code", mail.Code)));
            })
        { CarriesProof = true, FirstFactors = CodeOnly, Tags = LinkWorld.Wanted, GuessAsync = GuessCodePageAsync },
        ["passkey on the login page"] = new(
            async at => await RegisterAsync(at),
            async (roads, at) =>
            {
                var tab = new PasskeyTab(roads.Server, at);
                await tab.OpenAsync();
                var answer = await tab.SignInAsync((SoftwareAuthenticator)roads.Pass);
                return answer.Location is not null && (await tab.FollowAsync(answer)).Parameter("code") is not null;
            })
        { NeverLocked = "A signature is no guess." },
    };

    /// <summary>Sends the form that one app's page showed to another's.</summary>
    private static void TakeTo(PageWalk walk, RoadsToTokens roads, TestApp at) => walk.Tab.GoesTo(walk.Tab.Action
        .Replace(roads.App.Client.Id, at.Client.Id, StringComparison.Ordinal)
        .Replace(roads.PoolId, at.PoolId, StringComparison.Ordinal));

    private static async Task<bool> IsInAsync(PageWalk walk, Answer answer) =>
        answer.Location is { } next && (await walk.Tab.OpenAsync(next)).Parameter("code") is not null;

    private static async Task GuessCodePageAsync(RoadsToTokens roads)
    {
        var walk = new PageWalk(roads.Server, roads.App);
        await walk.SayNameAsync(User);
        for (var i = 0; i < 5; i++)
        {
            (await walk.SubmitAsync(("code", "000000"))).Location.ShouldBeNull();
        }
    }
}
