using System.Collections.Frozen;
using System.Globalization;

namespace HostedAuth.Server.Theming;

/// <summary>The texts of the pages in one language, by key.</summary>
internal sealed class Texts(string language, FrozenDictionary<string, string> own, Texts? fallback)
{
    private static readonly FrozenSet<string> RightToLeft = FrozenSet.Create("ar", "dv", "fa", "he", "ku", "ps", "ur", "yi");

    /// <summary>The language as <c>lang</c> has it (BCP 47).</summary>
    public string Language => language;

    /// <summary><c>ltr</c> or <c>rtl</c>.</summary>
    public string Direction => RightToLeft.Contains(language.Split('-')[0]) ? "rtl" : "ltr";

    public IEnumerable<string> Keys => own.Keys;

    /// <summary>The text of a key that the theme has for certain.</summary>
    /// <exception cref="KeyNotFoundException">Neither this language nor the theme's own has it: a mistake in a page.</exception>
    public string this[string key] =>
        Find(key) ?? throw new KeyNotFoundException($"The theme has no text {key}.");

    /// <summary>The text with its places filled in: <c>{app}</c> by the value named <c>app</c>.</summary>
    public string this[string key, string name, object value] =>
        this[key].Replace($"{{{name}}}", Convert.ToString(value, CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>The text, of the theme's own language where this one lacks it; or null.</summary>
    public string? Find(string key) => own.GetValueOrDefault(key) ?? fallback?.Find(key);
}
