using System.Globalization;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.SignIn;
using HostedAuth.Server.Pages.Gate;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>
/// GET /signInLink: where the link of a mailed code leads (<c>link</c>). It spends nothing, since scanners of mail open links
/// too. In the browser that began the sign-in, one press sends the code to its page, as if it had been typed there; in any
/// other browser the page shows the code, and says where to type it.
/// </summary>
internal sealed class SignInLinkModel(SignInLinks links, CodePageCookie codePage) : HostedPage
{
    public override string Name => "link";

    public override bool LeadsOut => true;

    public override bool NeedsRequest => false;

    public override string App => Client?.Client.Name ?? Pool.Pool.Name;

    public override string Title => Link is null ? Texts["link.refused.title"] : base.Title;

    /// <summary>Null where it is none of ours, or too old.</summary>
    public SignInLink? Link { get; private set; }

    /// <summary>The form that answers for this browser; null where it isn't the one that began.</summary>
    public (string Action, string Token)? Form { get; private set; }

    public string Lead => (Link, Form) switch
    {
        (null, _) => "link.refused.lead",
        (_, null) => "link.elsewhere.lead",
        _ => "link.lead",
    };

    /// <summary>When, from which browser and from which network the sign-in was begun.</summary>
    public IEnumerable<string> Facts
    {
        get
        {
            yield return Texts["link.time", "time", Link!.AskedAt.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)];
            if (Link.Device is { } device)
            {
                yield return Texts["link.device", "device", device];
            }

            if (Link.Network is { Length: > 0 } network)
            {
                yield return Texts["link.network", "network", network];
            }
        }
    }

    private ClientSnapshot? Client { get; set; }

    public IActionResult OnGet()
    {
        if (!Pool.HasSignInLinks)
        {
            return NotFound();
        }

        // The code stands here as often as the page is opened: compression must not tell of it.
        if (HttpContext.Features.Get<IHttpsCompressionFeature>() is { } compression)
        {
            compression.Mode = HttpsCompressionMode.DoNotCompress;
        }

        var link = links.Open(Request.Query[SignInLinks.Parameter]);
        Client = link is null ? null : Pool.FindClient(link.ClientId);
        if (link is null || Client is null)
        {
            return Again();
        }

        Link = link;
        Form = codePage.Find(HttpContext, Client.HidingUsers, link);
        return Page();
    }

    /// <summary>The press is the code page's to take.</summary>
    public IActionResult OnPost() => NotFound();
}
