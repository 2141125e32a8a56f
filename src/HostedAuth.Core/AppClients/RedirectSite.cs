namespace HostedAuth.Core.AppClients;

/// <summary>
/// What people go by when they are sent back to an app: the site that a redirect address leads to, or the app on their device
/// that its scheme opens.
/// </summary>
public static class RedirectSite
{
    /// <summary>
    /// The origin; of an address on this very machine without its port, which differs each time (RFC 8252, section 7.3); of a
    /// scheme of an app's own the scheme alone, whatever stands where a host would.
    /// </summary>
    /// <param name="address">A redirect address that the client registered.</param>
    public static string Of(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Find(address) is not { } web ? address.Split(':')[0]
            : web is { IsLoopback: true, HostNameType: UriHostNameType.IPv4 or UriHostNameType.IPv6 } ? $"{web.Scheme}://{web.Host}"
            : WebAddress.OriginOf(web);
    }

    /// <summary>The address of a web site; null for one that an app on the device answers to.</summary>
    public static Uri? Find(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.Host.Length > 0
            ? uri
            : null;
}
