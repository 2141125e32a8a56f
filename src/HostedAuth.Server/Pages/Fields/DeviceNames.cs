namespace HostedAuth.Server.Pages.Fields;

/// <summary>What people call the device they sit at, as far as the browser tells: a proposal that can be changed.</summary>
internal static class DeviceNames
{
    // The first that fits: Android says Linux too, and an iPad may say Macintosh.
    private static readonly (string Mark, string Name)[] Marks =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("CrOS", "Chromebook"),
        ("Macintosh", "Mac"),
        ("Windows", "Windows"),
        ("Linux", "Linux"),
    ];

    /// <param name="userAgent">The header, or nothing.</param>
    public static string? Of(string userAgent) =>
        Array.Find(Marks, one => userAgent.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
