namespace HostedAuth.Core.AppClients;

/// <summary>The addresses that client metadata may name: absolute, https, or http where the host is this machine.</summary>
public static class WebAddress
{
    /// <summary>The hosts to which http may lead.</summary>
    internal static readonly IReadOnlyList<string> LoopbackHosts = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>The address, or null when it is none that will do.</summary>
    internal static Uri? Read(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && LoopbackHosts.Contains(uri.Host)))
        // A path of the file system, and what .NET mends silently, begin otherwise.
        && text.StartsWith($"{uri.Scheme}://", StringComparison.OrdinalIgnoreCase)
        && uri.Host.Length > 0
        && uri.UserInfo.Length == 0
        && !text.Any(character => character is '\\' || char.IsWhiteSpace(character) || char.IsControl(character))
            ? uri
            : null;

    /// <summary>
    /// Scheme, host and port in ASCII (RFC 6454, section 6.2), the port only where the scheme's own isn't meant.
    /// </summary>
    public static string OriginOf(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return $"{address.Scheme}://{AuthorityOf(address)}";
    }

    /// <summary>Host and port in ASCII: letters of other alphabets that look like these don't pass for them.</summary>
    public static string AuthorityOf(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.IsDefaultPort ? HostOf(address) : $"{HostOf(address)}:{address.Port}";
    }

    /// <summary>The origin of an address that will do; null for another.</summary>
    internal static string? OriginOf(string text) => Read(text) is { } address ? OriginOf(address) : null;

    /// <summary>In ASCII; an IPv6 address in brackets.</summary>
    internal static string HostOf(Uri address) =>
        address.HostNameType is UriHostNameType.IPv6 ? address.Host : address.IdnHost;
}
