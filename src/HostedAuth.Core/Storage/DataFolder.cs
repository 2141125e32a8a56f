namespace HostedAuth.Core.Storage;

/// <summary>The folder of the embedded database and of Development's files.</summary>
public static class DataFolder
{
    /// <summary>Makes the folder its owner's alone, since it holds people's accounts; one that exists stays as it is.</summary>
    public static void Create(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
