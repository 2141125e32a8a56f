using System.Buffers.Text;
using System.Security.Cryptography;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Domains;

namespace HostedAuth.Server.Pages.Gate;

/// <summary>The headers of every page: nothing foreign, nothing framed, nothing kept.</summary>
internal static class PageHeaders
{
    private const int NonceBytes = 16;

    private const string Features = "publickey-credentials-get=(self), publickey-credentials-create=(self), "
        + "otp-credentials=(self), accelerometer=(), autoplay=(), camera=(), display-capture=(), "
        + "encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), "
        + "idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), "
        + "picture-in-picture=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

    private static readonly object NonceKey = new();

    /// <summary>The nonce of this answer's script element.</summary>
    public static string Nonce(HttpContext context) => (string)context.Items[NonceKey]!;

    /// <summary>Lets this answer show pages of these origins in frames, and of no other. After <see cref="Write"/>.</summary>
    public static void AllowFrames(HttpContext context, IEnumerable<Uri> pages)
    {
        var origins = string.Join(' ', pages.Select(SourceOf).Distinct());
        context.Response.Headers.ContentSecurityPolicy += $"; frame-src {origins}";
    }

    /// <summary>
    /// What a policy calls the place of an address: its origin, or the scheme of an app's own.
    /// </summary>
    public static string SourceOf(Uri address) => address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp
        ? WebAddress.OriginOf(address)
        : $"{address.Scheme}:";

    /// <summary>Sets them.</summary>
    /// <param name="context">The request at hand.</param>
    /// <param name="leadsOut">
    /// True for a page whose form can end at a client's address: browsers hold <c>form-action</c> against every redirect
    /// that follows a post, the client's own included.
    /// </param>
    /// <param name="imageHost">The one foreign origin that pictures may come from; or null.</param>
    /// <param name="formAction">Where the forms of a page that doesn't lead out may post to.</param>
    public static void Write(HttpContext context, bool leadsOut, string? imageHost, string formAction = "'self'")
    {
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NonceBytes));
        context.Items[NonceKey] = nonce;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = $"default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; "
            + $"style-src 'self'; img-src 'self' data:{(imageHost is null ? "" : $" {imageHost}")}; font-src 'self'; connect-src 'self'; "
            + (leadsOut ? "" : $"form-action {formAction}; ")
            + "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Features;
        if (context.Request.IsHttps && !ThisMachine.Is(context.Request.Host.Host))
        {
            // A browser that keeps to https there would keep a developer from everything else on the machine.
            headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains";
        }
    }
}
