namespace HostedAuth.Core.Risk;

/// <summary>
/// What a person calls the device of a User-Agent header: browser and system, such as <c>Chrome 126, Windows</c>. For people
/// to recognise, and to tell a device that was seen before from a new one; whoever wants to lie can.
/// </summary>
public static class DeviceName
{
    private const int LongestProduct = 40;

    /// <summary>In this order: most browsers name those that they descend from too.</summary>
    private static readonly (string Token, string Name)[] Browsers =
    [
        ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Version/", "Safari"),
    ];

    private static readonly (string Token, string Name)[] Systems =
    [
        ("Windows", "Windows"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Mac OS X", "Mac"),
        ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    /// <summary>The name; null for no header.</summary>
    public static string? Of(string? userAgent)
    {
        if (string.IsNullOrWhiteSpace(userAgent))
        {
            return null;
        }

        var (token, browser) = Browsers.FirstOrDefault(known => userAgent.Contains(known.Token, StringComparison.Ordinal));
        var name = browser is null ? ProductOf(userAgent) : $"{browser} {MajorVersionAfter(userAgent, token)}".TrimEnd();
        var system = SystemOf(userAgent);
        return system is null ? name : $"{name}, {system}";
    }

    /// <summary>The name without its version, which changes every few weeks: what makes a device a new one.</summary>
    public static string FamilyOf(string? deviceName) =>
        new([.. (deviceName ?? "").Where(letter => !char.IsAsciiDigit(letter) && letter is not '.')]);

    private static string? SystemOf(string userAgent) =>
        Systems.FirstOrDefault(known => userAgent.Contains(known.Token, StringComparison.Ordinal)).Name;

    private static string MajorVersionAfter(string userAgent, string token)
    {
        var start = userAgent.IndexOf(token, StringComparison.Ordinal) + token.Length;
        return string.Concat(userAgent[start..].TakeWhile(char.IsAsciiDigit).Take(6));
    }

    /// <summary>The first product of a program that is no browser (<c>aws-sdk-js/3.1</c>), printable characters only.</summary>
    private static string ProductOf(string userAgent) =>
        string.Concat(userAgent.TrimStart().TakeWhile(letter => letter is > ' ' and <= '~').Take(LongestProduct));
}
