using HostedAuth.Oidc;
using HostedAuth.Oidc.Logout;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>
/// GET and POST /logout/confirm: asks whether to sign out, where nothing proves that the person wants it (RP-Initiated
/// Logout, section 2). Its query is that of /logout, and is checked again.
/// </summary>
internal sealed class ConfirmLogoutModel(LogoutChecks checks, BrowserSession browser) : HostedPage
{
    public override string Name => "logout";

    public override bool NeedsRequest => false;

    public override bool LeadsOut => true;

    public override string App => Pool.Pool.Name;

    public override string Here => Request.PathBase + Request.Path + Request.QueryString.Value;

    /// <summary>Where the browser goes then, in a word; null for a page of this server.</summary>
    public string? Place { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var result = await CheckAsync(cancellationToken);
        if (result is LogoutResult.Refused refused)
        {
            return Below(refused.ErrorPage);
        }

        var location = result is LogoutResult.MustAsk(var asked) ? asked : ((LogoutResult.Proven)result).Location;
        Place = location.StartsWith('/') ? null : Destination.Of(location);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        switch (await CheckAsync(cancellationToken))
        {
            case LogoutResult.Proven(var location):
                return await EndAsync(location, cancellationToken);
            case LogoutResult.MustAsk(var location):
                return await EndAsync(location, cancellationToken);
            case LogoutResult.Refused refused:
                return Below(refused.ErrorPage);
            default:
                throw new InvalidOperationException("The checks gave no known result.");
        }
    }

    private async Task<LogoutResult> CheckAsync(CancellationToken cancellationToken)
    {
        var session = await browser.FindAsync(Request, cancellationToken);
        return checks.Check(Request.QueryString, session?.User.Id);
    }

    private async Task<IActionResult> EndAsync(string location, CancellationToken cancellationToken) =>
        Below(await browser.EndAsync(HttpContext, location, cancellationToken));

    private IActionResult Below(string location) =>
        SeeOther(location.StartsWith('/') ? Request.PathBase + location : location);
}
