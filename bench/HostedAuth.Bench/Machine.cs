namespace HostedAuth.Bench;

/// <summary>What else the machine does.</summary>
internal static class Machine
{
    /// <summary>The load averages of one, five and fifteen minutes; only Linux tells.</summary>
    public static string Load() =>
        OperatingSystem.IsLinux() ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "unknown";
}
