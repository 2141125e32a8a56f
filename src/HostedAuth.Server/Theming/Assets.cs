using System.Collections.Frozen;

namespace HostedAuth.Server.Theming;

/// <summary>
/// The files that the pages need, in memory. An address carries a fingerprint of the content, so that browsers keep a file
/// for good and see a new one at once.
/// </summary>
internal sealed class Assets
{
    private readonly FrozenDictionary<string, Asset> _byName;

    public Assets(string themeFolder)
    {
        Stylesheet = Read(Path.Combine(themeFolder, "theme.css"), "text/css; charset=utf-8");
        Logo = Read(Path.Combine(themeFolder, "logo.svg"), "image/svg+xml");
        using var script = typeof(Assets).Assembly.GetManifestResourceStream("page.js")!;
        using var content = new MemoryStream();
        script.CopyTo(content);
        Script = Asset.Of("page.js", content.ToArray(), "text/javascript; charset=utf-8");
        _byName = new[] { Stylesheet, Logo, Script }.ToFrozenDictionary(asset => asset.Name);
    }

    public Asset Stylesheet { get; }

    public Asset Logo { get; }

    public Asset Script { get; }

    public Asset? Find(string name) => _byName.GetValueOrDefault(name);

    private static Asset Read(string path, string contentType) =>
        Asset.Of(Path.GetFileName(path), File.ReadAllBytes(path), contentType);
}
