using HostedAuth.Server.Tests.Attacks;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Pages;

/// <summary>A browser that an app sends to the authorization endpoint; it follows all redirects but the one to the app.</summary>
internal sealed class AskedBrowser(HostedAuthServer server, TestApp app)
{
    public PageTab Tab { get; } = new(server);

    /// <summary>The app sends the browser with a request, as far as the first page or the answer.</summary>
    public async Task<Answer> AskAsync(params (string Name, string? Value)[] changes) =>
        await FollowAsync(await OpenAsync("/oauth2/authorize", changes));

    public Task<Answer> OpenAsync(string page, params (string Name, string? Value)[] changes) =>
        Tab.OpenAsync($"{app.Issuer}{page}{app.Query(changes)}");

    /// <summary>Sends the form of the page, as far as the next page or the answer.</summary>
    public async Task<Answer> SubmitAsync(params (string Name, string? Value)[] fields) =>
        await FollowAsync(await Tab.SubmitAsync(fields));

    /// <summary>Presses the button of a form without fields.</summary>
    public Task<Answer> PressAsync() => SubmitAsync();

    public async Task<Answer> FollowAsync(Answer answer)
    {
        for (var hops = 0; answer.Status == 303 && !answer.Location!.StartsWith(TestApp.Callback, StringComparison.Ordinal); hops++)
        {
            hops.ShouldBeLessThan(6, $"Around and around: {answer.Location}");
            answer = await Tab.OpenAsync(answer.Location!);
        }

        return answer;
    }
}
