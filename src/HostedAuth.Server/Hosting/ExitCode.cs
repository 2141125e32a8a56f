namespace HostedAuth.Server.Hosting;

/// <summary>What the program's exit tells (numbers of sysexits.h).</summary>
internal static class ExitCode
{
    /// <summary>The database is damaged, or is none of this program.</summary>
    public const int DamagedData = 65;

    /// <summary>The database can't be reached or doesn't let the program in.</summary>
    public const int DatabaseUnavailable = 69;

    /// <summary>An address to listen on is taken or not ours.</summary>
    public const int AddressUnavailable = 71;

    /// <summary>What the program runs on is too old.</summary>
    public const int Runtime = 72;

    /// <summary>The data folder can't be made, read or written.</summary>
    public const int DataFolder = 73;

    /// <summary>A setting is wrong or missing.</summary>
    public const int Configuration = 78;
}
