using System.Net;
using System.Text.RegularExpressions;
using HostedAuth.Server.Tests.Attacks;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Pages;

/// <summary>Somebody who walks through the pages of a sign-in, without script.</summary>
internal sealed class PageWalk(HostedAuthServer server, TestApp app)
{
    public PageTab Tab { get; init; } = new(server);

    public TestApp App => app;

    /// <summary>The app of a pool made for it, and the same pool as tests of the API see it.</summary>
    public static async Task<(TestApp App, CodeWorld World)> CreateAsync(
        HostedAuthServer server,
        string configuration = "OPTIONAL",
        params string[] firstFactors)
    {
        var world = await CodeWorld.CreateAsync(server, configuration, firstFactors is [] ? null : new
        {
            AliasAttributes = new[] { "email" },
            Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = firstFactors } },
        });
        return (await TestApp.OfPoolAsync(server, world.SignIn.PoolId), world);
    }

    /// <summary>Opens a page; the one for signing in when no other is named.</summary>
    public Task<Answer> OpenAsync(string page = "/login") => Tab.OpenAsync($"{app.Issuer}{page}{app.Query()}");

    /// <summary>Types a password in, and sees what comes next.</summary>
    public async Task<Answer> SignInAsync(string username = "alice", string password = SignInWorld.Password)
    {
        await OpenAsync();
        return await SubmitAsync(("username", username), ("password", password));
    }

    /// <summary>Says who one is, where that comes first, and sees what comes next.</summary>
    public async Task<Answer> SayNameAsync(string username = "alice")
    {
        await OpenAsync();
        return await SubmitAsync(("username", username));
    }

    /// <summary>Sends the form, and follows as far as the next page or the way back.</summary>
    public async Task<Answer> SubmitAsync(params (string Name, string? Value)[] fields)
    {
        var answer = await Tab.SubmitAsync(fields);
        while (answer.Status == 303 && !IsDone(answer))
        {
            answer = await Tab.OpenAsync(answer.Location!);
        }

        return answer;
    }

    /// <summary>Presses one of several buttons.</summary>
    public Task<Answer> ChooseAsync(string value) => SubmitAsync(("answer", value));

    private static bool IsDone(Answer answer) => answer.Location!.Contains("/oauth2/authorize?", StringComparison.Ordinal);
}

/// <summary>What a page is expected to be.</summary>
internal static partial class PageExpectations
{
    /// <summary>The words of the page, as a person reads them.</summary>
    public static string Words(this Answer answer)
    {
        var main = answer.Body[answer.Body.IndexOf("<main>", StringComparison.Ordinal)..];
        return string.Join(' ', WebUtility.HtmlDecode(Tag().Replace(main, " ")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    public static void ShouldShow(this Answer answer, string heading)
    {
        answer.Body.ShouldContain($"<h1>{heading}</h1>");
        answer.Status.ShouldBe(200);
    }

    public static void ShouldComplain(this Answer answer, string words, int status = 400)
    {
        answer.Body.ShouldContain(words);
        answer.Status.ShouldBe(status);
    }

    public static void ShouldBeSignedIn(this Answer answer)
    {
        answer.Status.ShouldBe(303, answer.Body);
        answer.Location.ShouldNotBeNull().ShouldContain("/oauth2/authorize?");
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
