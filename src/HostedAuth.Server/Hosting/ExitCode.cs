namespace HostedAuth.Server.Hosting;

/// <summary>What the program's exit tells (numbers of sysexits.h).</summary>
internal static class ExitCode
{
    /// <summary>A setting is wrong or missing.</summary>
    public const int Configuration = 78;
}
