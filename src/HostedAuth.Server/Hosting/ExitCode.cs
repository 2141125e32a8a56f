namespace HostedAuth.Server.Hosting;

/// <summary>What the program's exit tells (numbers of sysexits.h).</summary>
internal static class ExitCode
{
    /// <summary>The command line could not be understood.</summary>
    public const int Usage = 64;

    /// <summary>A setting is wrong or missing.</summary>
    public const int Configuration = 78;
}
