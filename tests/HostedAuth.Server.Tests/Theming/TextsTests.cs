using System.Text.Json;
using System.Text.RegularExpressions;
using HostedAuth.Server.Theming;

namespace HostedAuth.Server.Tests.Theming;

public sealed partial class TextsTests
{
    [Fact]
    public void Every_text_that_a_page_names_is_in_the_themes_own_language()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "themes", "default");
        var texts = new Languages(folder, Theme.Load(folder).Language).Own;
        var named = Directory.GetFiles(Path.Combine(RepositoryRoot(), "src", "HostedAuth.Server", "Pages"), "*.cs*", SearchOption.AllDirectories)
            .SelectMany(file => TextKey().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct().ToList();

        named.Count.ShouldBeGreaterThan(50);
        named.Where(key => texts.Find(key) is null).ShouldBeEmpty();
    }

    [Fact]
    public void Every_language_has_every_text_with_the_same_places()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "themes", "default", "texts");
        var own = Read(Path.Combine(folder, "en.json"));
        var others = Directory.GetFiles(folder, "*.json").Where(file => Path.GetFileName(file) != "en.json").ToList();

        others.ShouldNotBeEmpty();
        foreach (var file in others)
        {
            var texts = Read(file);
            texts.Keys.Order().ShouldBe(own.Keys.Order(), file);
            own.Keys.Where(key => PlacesOf(texts[key]) != PlacesOf(own[key])).ShouldBeEmpty(file);
            texts.Values.ShouldAllBe(text => text.Trim() != "");
        }
    }

    private static Dictionary<string, string> Read(string file) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!;

    private static string PlacesOf(string text) => string.Join(' ', Place().Matches(text).Select(match => match.Value).Order());

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HostedAuth.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();

    [GeneratedRegex("\"((?:errors|field|confirm|confirmed|notice|login|signup|forgot|reset|newPassword|logout|signedOut|page|password|passkey|addPasskey|step|factor|code|authenticator|mfaSetup|recoveryCode|recoveryCodes|custom|device)\\.[A-Za-z.]+[A-Za-z])\"")]
    private static partial Regex TextKey();
}
