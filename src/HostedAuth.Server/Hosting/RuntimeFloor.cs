namespace HostedAuth.Server.Hosting;

/// <summary>
/// The oldest ASP.NET Core that the server starts on: older ones have holes that anybody reaches before they are known to us.
/// It is raised when such a hole is mended.
/// </summary>
internal static class RuntimeFloor
{
    /// <summary>
    /// An endless loop that a stranger begins (CVE-2026-42899) was mended in 10.0.8; the smuggling of requests by chunk
    /// extensions (CVE-2025-55315) and the rapid reset of HTTP/2 (CVE-2023-44487) before 10.0.
    /// </summary>
    private static readonly Version Oldest = new(10, 0, 8);

    /// <summary>Lets nothing older start.</summary>
    /// <param name="version">
    /// What runs, as its assemblies say it. What follows <c>-</c> or <c>+</c> is no part of the number.
    /// </param>
    /// <exception cref="StartException">It is older, or doesn't say what it is.</exception>
    public static void Require(string version)
    {
        if (!Version.TryParse(version.Split('-', '+')[0], out var number) || number < Oldest)
        {
            throw new StartException(
                $"The server needs ASP.NET Core {Oldest} or newer, and this is {(version.Length > 0 ? version : "one without a version")}: "
                + "older ones have holes that anybody can reach. Install the newest runtime of .NET 10.",
                ExitCode.Runtime);
        }
    }
}
