namespace HostedAuth.Core.AppClients;

/// <summary>The addresses that client metadata may name: absolute, https, or http where the host is this machine.</summary>
internal static class WebAddress
{
    private static readonly string[] LoopbackHosts = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>The address, or null when it is none that will do.</summary>
    public static Uri? Read(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && LoopbackHosts.Contains(uri.Host)))
        // A path of the file system, and what .NET mends silently, begin otherwise.
        && text.StartsWith($"{uri.Scheme}://", StringComparison.OrdinalIgnoreCase)
        && uri.Host.Length > 0
        && uri.UserInfo.Length == 0
        && !text.Any(character => character is '\\' || char.IsWhiteSpace(character) || char.IsControl(character))
            ? uri
            : null;

    /// <summary>Scheme, host and port.</summary>
    public static string? OriginOf(string text) => Read(text)?.GetLeftPart(UriPartial.Authority);
}
