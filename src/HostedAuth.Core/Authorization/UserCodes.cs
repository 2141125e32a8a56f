using System.Security.Cryptography;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Authorization;

/// <summary>
/// The code that a person carries from a device to a browser (RFC 8628, section 6.1): eight letters that spell no word, with a
/// dash in the middle, 34 bits.
/// </summary>
public static class UserCodes
{
    private const string Letters = "BCDFGHJKLMNPQRSTVWXZ";
    private const int Length = 8;

    /// <summary>The longest text that somebody who means well types.</summary>
    public const int LongestTyped = 32;

    /// <summary>A fresh one, as it is shown.</summary>
    public static Secret Create() => new(Show(RandomNumberGenerator.GetString(Letters, Length)));

    /// <summary>
    /// What was typed, in any case, with dashes and blanks or without, as it is shown; null for what is no such code.
    /// </summary>
    public static string? Normalize(string? typed)
    {
        if (typed is null or { Length: > LongestTyped })
        {
            return null;
        }

        var letters = string.Concat(typed.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return letters.Length == Length && letters.All(Letters.Contains) ? Show(letters) : null;
    }

    private static string Show(string letters) => $"{letters[..(Length / 2)]}-{letters[(Length / 2)..]}";
}
