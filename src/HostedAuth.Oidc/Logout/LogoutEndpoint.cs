using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Logout;

/// <summary>
/// GET /logout. What needs the person's word goes to the page at <c>/logout/confirm</c> with the same query, which checks
/// it again.
/// </summary>
internal sealed class LogoutEndpoint(LogoutChecks checks, BrowserSession browser)
{
    private const string ConfirmPage = "/logout/confirm";

    public async Task HandleAsync(HttpContext context)
    {
        var query = context.Request.QueryString;
        var session = await browser.FindAsync(context.Request, context.RequestAborted);
        switch (checks.Check(query, session?.User.Id))
        {
            case LogoutResult.Proven proven:
                SeeOther.Answer(context, await browser.EndAsync(context, proven.Location, context.RequestAborted));
                break;
            case LogoutResult.MustAsk:
                SeeOther.Answer(context, ConfirmPage + query);
                break;
            case LogoutResult.Refused refused:
                SeeOther.Answer(context, refused.ErrorPage);
                break;
        }
    }
}
