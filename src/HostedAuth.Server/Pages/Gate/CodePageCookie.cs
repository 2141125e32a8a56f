using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn;
using HostedAuth.Oidc;
using HostedAuth.Oidc.Authorize;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.WebUtilities;

namespace HostedAuth.Server.Pages.Gate;

/// <summary>
/// Keeps, for the page of mailed links alone, where this browser was last asked for a mailed code. The link is then as good
/// as the code in the browser that began, and nowhere else. The cookie grants nothing: the address proves itself by its step,
/// which opens in its own browser only, and by the request, which its page checks again.
/// </summary>
internal sealed class CodePageCookie(PoolCookies cookies, PageSteps steps, FormTokens tokens, SignInSessions sessions)
{
    private const string CodePage = "/code";

    /// <summary>An address may be longer than one cookie.</summary>
    private readonly ChunkingCookieManager _manager = new();

    private string Name => cookies.NameOfPath("code");

    /// <param name="page">The page that the browser is sent on from.</param>
    /// <param name="location">Where to: the page that asks for the code.</param>
    public void Write(HostedPage page, string location)
    {
        var options = cookies.Options();
        options.Path = page.Request.PathBase + SignInLinks.Path;
        options.MaxAge = page.Opened.Client.AuthSessionLifetime;
        _manager.AppendResponseCookie(page.HttpContext, Name, location[location.IndexOf('?', StringComparison.Ordinal)..], options);
    }

    /// <summary>The form that answers the attempt of the link; null where this browser doesn't wait for it.</summary>
    public (string Action, string Token)? Find(HttpContext context, ClientSnapshot client, SignInLink link)
    {
        if (_manager.GetRequestCookie(context, Name) is not ['?', ..] query)
        {
            return null;
        }

        var parameters = QueryHelpers.ParseQuery(query);
        var step = steps.Open(parameters.GetValueOrDefault(PageSteps.Parameter));
        return step is { Challenge: "EMAIL_OTP", Session: { } session } && AttemptOf(client, session) == link.AttemptId
            ? (
                $"{context.Request.PathBase}{CodePage}{query}",
                tokens.Issue(parameters.GetValueOrDefault(AuthorizationFlows.Parameter).ToString()))
            : null;
    }

    private string? AttemptOf(ClientSnapshot client, string session)
    {
        try
        {
            return sessions.Open(client, session).Id;
        }
        catch (AuthException)
        {
            // Too old, or another client's: nothing waits for this link.
            return null;
        }
    }
}
