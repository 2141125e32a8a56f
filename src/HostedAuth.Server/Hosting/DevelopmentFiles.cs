using System.Security.Cryptography;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;

namespace HostedAuth.Server.Hosting;

/// <summary>
/// What Development makes for this machine, once: a master key and a root access key, in files that only the owner
/// reads.
/// </summary>
internal static class DevelopmentFiles
{
    public static Settings Complete(Settings settings)
    {
        if (settings.MasterKey is [])
        {
            var key = ReadOrMake(settings, "master.key", () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            settings = settings with { MasterKey = [key] };
        }

        if (settings.RootAccessKey.Id is "")
        {
            var pair = ReadOrMake(
                settings,
                "root-access-key",
                () => $"{RandomText.AccessKeyId("AKIA")} {RandomText.AccessKeySecret().Value}").Split(' ');
            settings = settings with { RootAccessKey = new RootAccessKeySettings { Id = pair[0], Secret = pair[1] } };
        }

        return settings;
    }

    private static string ReadOrMake(Settings settings, string name, Func<string> make)
    {
        var path = Path.Combine(settings.DataFolder, name);
        if (File.Exists(path))
        {
            return File.ReadAllText(path).Trim();
        }

        DataFolder.Create(settings.DataFolder);
        var value = make();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.WriteLine(value);
        return value;
    }
}
