using System.Text;

namespace HostedAuth.Core.Users;

/// <summary>The range of texts that begin with a prefix, in the order of code points that both databases keep.</summary>
internal static class PrefixRange
{
    /// <summary>The first text after all that begin with the prefix; null when there is none.</summary>
    public static string? End(string prefix)
    {
        var runes = prefix.EnumerateRunes().ToList();
        for (var i = runes.Count - 1; i >= 0; i--)
        {
            // The next code point; surrogates are none.
            var next = runes[i].Value == 0xD7FF ? 0xE000 : runes[i].Value + 1;
            if (Rune.IsValid(next))
            {
                return string.Concat(runes.Take(i)) + new Rune(next);
            }
        }

        return null;
    }
}
