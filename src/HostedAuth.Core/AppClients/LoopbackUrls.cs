using System.Globalization;
using System.Text.RegularExpressions;

namespace HostedAuth.Core.AppClients;

/// <summary>
/// Addresses of apps that listen on the person's own machine, at whatever port is free when they do (RFC 8252, section 7.3):
/// by IP address only, since what <c>localhost</c> leads to is the machine's to say (section 8.3).
/// </summary>
internal static partial class LoopbackUrls
{
    /// <summary>Whether one of the registered addresses is this one, but for the port.</summary>
    public static bool Match(IEnumerable<string> registered, string url) =>
        WithoutPort(url) is { } bare && registered.Any(one => WithoutPort(one) == bare);

    private static string? WithoutPort(string url) =>
        Loopback().Match(url) is { Success: true } match && IsPort(match.Groups["port"].Value)
            ? match.Groups["host"].Value + match.Groups["rest"].Value
            : null;

    private static bool IsPort(string port) => port.Length == 0 || ushort.TryParse(port, CultureInfo.InvariantCulture, out _);

    // The whole of it, to the letter: nothing is normalised, and behind a port comes a path or nothing.
    [GeneratedRegex(
        @"\A(?<host>http://(?:127\.0\.0\.1|\[::1\]))(?::(?<port>[1-9][0-9]{0,4}))?(?<rest>(?:/[^#\\]*)?)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Loopback();
}
