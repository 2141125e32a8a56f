namespace HostedAuth.Server.Tests;

/// <summary>Files of the repository that tests compare with what the program says of itself.</summary>
internal static class RepositoryFiles
{
    /// <summary>Set to 1, the environment variable has the files written anew instead of compared.</summary>
    private static readonly bool Rewrite = Environment.GetEnvironmentVariable("HOSTEDAUTH_WRITE_DOCS") == "1";

    /// <summary>Expects the file to be exactly the text, or writes it.</summary>
    public static void ShouldBe(string path, string text)
    {
        var file = Path.Combine(FindRoot(), path);
        if (Rewrite)
        {
            File.WriteAllText(file, text);
        }

        File.ReadAllText(file).ShouldBe(text, $"{path} is out of date: run the tests with HOSTEDAUTH_WRITE_DOCS=1.");
    }

    /// <summary>Where a file of the repository lies on this machine.</summary>
    public static string PathOf(string path) => Path.Combine(FindRoot(), path);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "HostedAuth.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Tests run inside the repository.");
        }

        return folder;
    }
}
