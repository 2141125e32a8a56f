using System.Text.RegularExpressions;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>
/// docs/security-holes.md and docs/rfc9700.md name a test for each row, <c>Class.Method</c> or <c>file: title</c>; the tests are
/// there.
/// </summary>
public sealed partial class SecurityHolesTests
{
    [Theory]
    [InlineData("docs/security-holes.md")]
    [InlineData("docs/rfc9700.md")]
    public void Every_row_has_a_test_and_every_test_that_is_named_exists(string path)
    {
        var page = File.ReadAllText(RepositoryFiles.PathOf(path));
        var rows = page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)
            && !line.StartsWith("| Hole", StringComparison.Ordinal)
            && !line.StartsWith("| Row", StringComparison.Ordinal)
            && !line.StartsWith("| ---", StringComparison.Ordinal)).ToList();
        var sources = Directory.EnumerateFiles(RepositoryFiles.PathOf("tests"), "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith("Tests.cs", StringComparison.Ordinal) || file.EndsWith(".test.mjs", StringComparison.Ordinal))
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
            .ToLookup(file => Path.GetFileName(file), File.ReadAllText);

        var named = rows.Select(row => TestName().Matches(row).Select(match => match.Groups[1].Value).ToList()).ToList();

        rows.Where((_, i) => named[i].Count == 0).ShouldBeEmpty();
        named.SelectMany(names => names).Where(name => !Exists(sources, name)).ShouldBeEmpty();
    }

    private static bool Exists(ILookup<string, string> sources, string name) =>
        name.Split(".test.mjs: ") is [var file, var title]
            ? sources[$"{file}.test.mjs"].Any(text => IsTitle(text, title))
            : name.Split('.') is [var type, var method]
                && sources[$"{type}.cs"].Any(text => text.Contains($" {method}(", StringComparison.Ordinal));

    /// <summary>Whether a test is called so; some say first what they run on.</summary>
    private static bool IsTitle(string source, string title) =>
        source.Contains($"test('{title}',", StringComparison.Ordinal)
        || source.Contains($"test(\"{title}\",", StringComparison.Ordinal)
        || source.Contains($"}}: {title}`,", StringComparison.Ordinal);

    [GeneratedRegex("`([A-Z][A-Za-z0-9]+Tests\\.\\w+|[\\w-]+\\.test\\.mjs[^`]*)`", RegexOptions.NonBacktracking)]
    private static partial Regex TestName();
}
