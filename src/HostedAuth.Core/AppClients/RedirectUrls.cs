using HostedAuth.Core.Errors;

namespace HostedAuth.Core.AppClients;

/// <summary>The rules for callback and sign-out addresses (RFC 6749, section 3.1.2; RFC 8252, sections 7.1 and 8.3).</summary>
public static class RedirectUrls
{
    /// <summary>Schemes that would run or show something in the server's own page, or that lead nowhere.</summary>
    private static readonly string[] ForbiddenSchemes =
        ["javascript", "vbscript", "data", "blob", "about", "file", "filesystem", "view-source", "ws", "wss"];

    /// <summary>Refuses with InvalidParameter an address that a browser must not be sent to.</summary>
    public static void Check(IEnumerable<string> urls)
    {
        ArgumentNullException.ThrowIfNull(urls);
        foreach (var url in urls)
        {
            if (Fault(url) is { } fault)
            {
                throw AuthError.InvalidParameter($"{url} {fault}").AsException();
            }
        }
    }

    /// <summary>What is wrong with an address; null for nothing.</summary>
    public static string? Fault(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        // A path of the file system is an absolute Uri to .NET, hence the look at the scheme itself.
        if (colon < 1
            || !Uri.CheckSchemeName(url[..colon])
            || !Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || url.Contains('\\', StringComparison.Ordinal))
        {
            return "is not an absolute address.";
        }

        if (ForbiddenSchemes.Contains(uri.Scheme))
        {
            return "has a scheme that is not allowed.";
        }

        if (url.Contains('#', StringComparison.Ordinal))
        {
            return "contains a fragment.";
        }

        return uri switch
        {
            _ when uri.UserInfo.Length > 0 => "contains user information.",
            { Scheme: "http" } when !WebAddress.LoopbackHosts.Contains(uri.Host) => "cannot use the HTTP protocol.",
            { Scheme: "https", Host: "" } => "has no host.",
            _ => null,
        };
    }
}
