using HostedAuth.Core.Logout;
using HostedAuth.Oidc.Logout;
using HostedAuth.Server.Pages.Gate;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>
/// GET /signedout/apps: opens the sign-out addresses of the apps in frames, and goes on when they have answered, or after a
/// few seconds (OpenID Connect Front-Channel Logout 1.0, section 3). The link goes on without script.
/// </summary>
internal sealed class SignedoutAppsModel(SignedOutCookie cookie, FrontChannel frontChannel) : HostedPage
{
    public override string Name => "signedOut";

    public override string Title => Texts["signedOut.apps.title"];

    public override bool NeedsRequest => false;

    public override string App => Pool.Pool.Name;

    /// <summary>What the frames show.</summary>
    public IReadOnlyList<Uri> Frames { get; private set; } = [];

    /// <summary>Where the way goes on.</summary>
    public string On { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (cookie.Read(Request) is not { } signedOut)
        {
            return SeeOther(Request.PathBase + "/signedout");
        }

        On = signedOut.Location.StartsWith('/') ? Request.PathBase + signedOut.Location : signedOut.Location;
        Frames = await frontChannel.AddressesAsync(signedOut.SessionId, cancellationToken);
        PageHeaders.AllowFrames(HttpContext, Frames);
        return Page();
    }
}
