using HostedAuth.Core.Sessions;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Authorize;

/// <summary>
/// Decides what stands between a request and its answer, and spends what the person did for this very request: a sign-in, a
/// consent. Each is spent by the answer alone, once, so that one that needs both gets both.
/// </summary>
internal sealed class AuthorizeDecision(
    AuthorizationFlows flows,
    SignInNeeds needs,
    ConsentNeeds consents,
    BrowserSession browser,
    SsoSessions sessions)
{
    /// <param name="http">The browser's request.</param>
    /// <param name="request">The authorization request, proven.</param>
    /// <param name="flow">The living passage of the tab; null for none.</param>
    /// <returns>What is needed, and who is signed in: somebody, where it is nothing.</returns>
    public async Task<(SignInNeed Need, SsoSessionUser? Browser)> TakeAsync(
        HttpRequest http,
        AuthorizationRequest request,
        string? flow)
    {
        var cancellationToken = http.HttpContext.RequestAborted;
        var found = await browser.FindAsync(http, cancellationToken);
        if (found is null)
        {
            return (SignInNeed.SignIn, null);
        }

        if (request.Prompts.Contains("none") && await consents.IsStrangerAsync(request, found.User.Id, cancellationToken))
        {
            // Whatever else is owed: what it is would tell who is signed in, since when, and by what.
            return (SignInNeed.Consent, found);
        }

        var isFresh = flow is not null && SsoSessions.IsOf(found.Session, flow);
        var isRemembered = await browser.IsRememberedAsync(http, found.User, cancellationToken);
        var chosen = flows.FindChosenSession(flow, request);
        var need = needs.Of(request, found, isFresh, isRemembered, chosen);
        if (need is SignInNeed.None && await consents.IsOwedAsync(request, found.User.Id, flow, cancellationToken))
        {
            need = SignInNeed.Consent;
        }

        if (need is SignInNeed.None && isFresh && !await sessions.TrySpendFlowAsync(found.Session, flow!, cancellationToken))
        {
            // It has answered in another tab just now.
            need = needs.Of(request, found, isFresh: false, isRemembered, chosen);
        }

        return need is SignInNeed.None && !await consents.TrySpendAsync(request, found.User.Id, flow, cancellationToken)
            ? (SignInNeed.Consent, found)
            : (need, found);
    }

    /// <summary>
    /// Whether an error may lead the browser on to the client though nobody did anything for it here (RFC 9700, section
    /// 4.11.2): to one that somebody vouches for, to a site that the person who is signed in allowed something, and in a
    /// frame, which silent renewal uses and which can't pass for a page of this server.
    /// </summary>
    public async Task<bool> MayLeadOnAsync(HttpRequest http, AuthorizationRequest request, SsoSessionUser? browser)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(request);
        return !request.Client.IsUnknown
            || http.Headers["Sec-Fetch-Dest"] == "iframe"
            || (browser is not null
                && !await consents.IsStrangerAsync(request, browser.User.Id, http.HttpContext.RequestAborted));
    }
}
