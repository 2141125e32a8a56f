using HostedAuth.Core.Sessions;
using HostedAuth.Oidc;
using HostedAuth.Oidc.Authorize;

namespace HostedAuth.Server.Pages;

/// <summary>What the browser at a page must still do for its request; decided as at the authorization endpoint.</summary>
internal sealed class BrowserNeeds(BrowserSession browser, SignInNeeds needs, AuthorizationFlows flows)
{
    /// <summary>The need, and the browser's living session, if any. Spends nothing.</summary>
    public async Task<(SignInNeed Need, SsoSessionUser? Browser)> FindAsync(
        HostedPage page,
        CancellationToken cancellationToken)
    {
        var found = await browser.FindAsync(page.Request, cancellationToken);
        var isFresh = found is not null && SsoSessions.IsOf(found.Session, page.Opened.Flow);
        var isRemembered = found is not null
            && await browser.IsRememberedAsync(page.Request, found.User, cancellationToken);
        var request = page.Opened.Authorization;
        var chosen = flows.FindChosenSession(page.Opened.Flow, request);
        return (needs.Of(request, found, isFresh, isRemembered, chosen), found);
    }
}
