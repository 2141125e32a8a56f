using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace HostedAuth.Server.Theming;

/// <summary>The languages of a theme: one file of <c>texts/</c> each, named by its tag.</summary>
internal sealed class Languages
{
    private readonly FrozenDictionary<string, Texts> _byTag;

    /// <exception cref="InvalidDataException">The theme's own language is missing.</exception>
    public Languages(string themeFolder, string ownLanguage)
    {
        var files = Directory.GetFiles(Path.Combine(themeFolder, "texts"), "*.json");
        var own = files.SingleOrDefault(file => Path.GetFileNameWithoutExtension(file) == ownLanguage)
            ?? throw new InvalidDataException($"The theme has no texts/{ownLanguage}.json.");
        Own = Load(own, null);
        _byTag = files.Where(file => file != own).Select(file => Load(file, Own)).Append(Own)
            .ToFrozenDictionary(texts => texts.Language, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The theme's own language: complete, and what speaks when no other fits.</summary>
    public Texts Own { get; }

    /// <summary>The tags of all of them, the theme's own first.</summary>
    public IReadOnlyList<string> Tags =>
        [.. _byTag.Values.Select(texts => texts.Language).OrderBy(tag => tag != Own.Language).ThenBy(tag => tag, StringComparer.Ordinal)];

    /// <summary>
    /// The first language that the theme has of those asked for: <c>ui_locales</c> (OIDC Core, section 3.1.2.1),
    /// <c>lang</c> (Cognito's name), then what the browser prefers.
    /// </summary>
    public Texts Choose(HttpRequest request)
    {
        // The usual case costs nothing.
        if (_byTag.Count == 1)
        {
            return Own;
        }

        return Wanted(request).Select(Find).FirstOrDefault(texts => texts is not null) ?? Own;
    }

    /// <summary>The languages asked for, the first choice first, whether the theme has them or not.</summary>
    public static IEnumerable<string> Wanted(HttpRequest request) => $"{request.Query["ui_locales"]} {request.Query["lang"]}"
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Concat(request.GetTypedHeaders().AcceptLanguage.OrderByDescending(tag => tag.Quality ?? 1)
            .Select((StringWithQualityHeaderValue tag) => tag.Value.ToString()));

    /// <summary>The language itself, or the one it is a kind of: <c>de</c> for <c>de-CH</c>.</summary>
    private Texts? Find(string tag) => _byTag.GetValueOrDefault(tag) ?? _byTag.GetValueOrDefault(tag.Split('-')[0]);

    private static Texts Load(string file, Texts? fallback)
    {
        var texts = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))
            ?? throw new InvalidDataException($"{file} is empty.");
        return new(Path.GetFileNameWithoutExtension(file), texts.ToFrozenDictionary(), fallback);
    }
}
