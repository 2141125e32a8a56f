using System.Text.RegularExpressions;

namespace HostedAuth.CognitoApi.Protocol.Contract;

/// <summary>
/// A pattern of the model, which is written for Java: it matches the whole value, and \w, \d and \s mean ASCII. It runs
/// without backtracking, so that no value makes it slow; the one pattern with a lookbehind can't, and gets a time limit.
/// </summary>
internal sealed class WirePattern
{
    private const string Symbols = @"\p{S}";
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);

    private readonly Lazy<Regex> _regex;

    public WirePattern(string pattern)
    {
        var backtracks = pattern.Contains("(?<", StringComparison.Ordinal);
        var options = RegexOptions.CultureInvariant
            | (backtracks ? RegexOptions.None : RegexOptions.NonBacktracking);
        // A limit on the others would refuse good values on a busy machine: they take time by the value's length alone.
        var limit = backtracks ? Limit : Regex.InfiniteMatchTimeout;
        _regex = new Lazy<Regex>(() => new Regex($@"\A(?:{Translate(pattern)})\z", options, limit));
    }

    /// <summary>True when the whole value matches.</summary>
    public bool Matches(string value)
    {
        try
        {
            return _regex.Value.IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    /// <summary>
    /// Writes Java's ASCII classes out. RegexOptions.ECMAScript would do that too, but forbids \p{…} and NonBacktracking.
    /// </summary>
    internal static string Translate(string pattern)
    {
        var text = new System.Text.StringBuilder(pattern.Length * 2);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (inClass && pattern.AsSpan(i).StartsWith(Symbols))
            {
                // Java matches characters, .NET UTF-16 units: an emoji is two of them, both surrogates.
                text.Append(Symbols).Append(@"\p{Cs}");
                i += Symbols.Length - 1;
                continue;
            }

            if (c == '\\' && i + 1 < pattern.Length)
            {
                text.Append(Escape(pattern[++i], inClass));
                continue;
            }

            inClass = c == '[' || (inClass && c != ']');
            text.Append(c);
        }

        return text.ToString();
    }

    private static string Escape(char c, bool inClass) => (c, inClass) switch
    {
        ('w', true) => "a-zA-Z0-9_",
        ('w', false) => "[a-zA-Z0-9_]",
        ('d', true) => "0-9",
        ('d', false) => "[0-9]",
        ('s', true) => @"\t\n\x0B\f\r ",
        ('s', false) => @"[\t\n\x0B\f\r ]",
        // In a class by itself ([\S]), as every pattern of the model has it; [^…] is what it means there.
        ('S', true) => @"\x00-\x08\x0E-\x1F\x21-\uFFFF",
        ('S', false) => @"[^\t\n\x0B\f\r ]",
        _ => $@"\{c}",
    };
}
