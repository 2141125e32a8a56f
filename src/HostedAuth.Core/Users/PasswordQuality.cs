using System.Security.Cryptography;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.Users;

/// <summary>The policy's rules on a password in clear.</summary>
internal static class PasswordQuality
{
    /// <summary>In UTF-16 units; more would make the server work for nothing.</summary>
    public const int MaxLength = 256;

    private const string Symbols = "^$*.[]{}()?-\"!@#%&/\\,><':;|_~`+= ";
    private const string Lowercase = "abcdefghijkmnopqrstuvwxyz";
    private const string Uppercase = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Digits = "23456789";
    private const string ReadableSymbols = "!#%+-=?@_";
    private const int GeneratedLength = 14;

    /// <summary>Refuses with InvalidParameter what can be no password at all, whatever the policy.</summary>
    public static void CheckForm(string password)
    {
        if (password.Length > MaxLength)
        {
            throw AuthError.PasswordTooLong.AsException();
        }

        if (password.Length > 0 && (char.IsWhiteSpace(password[0]) || char.IsWhiteSpace(password[^1])))
        {
            throw AuthError.PasswordEdges.AsException();
        }
    }

    /// <summary>The first rule that the password breaks; or null.</summary>
    public static PasswordViolation? Violation(PasswordRules rules, string password) =>
        password.Length < rules.MinimumLength ? new(ErrorReason.PasswordTooShort, "Password not long enough")
        : rules.RequireUppercase && !password.Any(char.IsAsciiLetterUpper)
            ? new(ErrorReason.PasswordWithoutUppercase, "Password must have uppercase characters")
        : rules.RequireLowercase && !password.Any(char.IsAsciiLetterLower)
            ? new(ErrorReason.PasswordWithoutLowercase, "Password must have lowercase characters")
        : rules.RequireNumbers && !password.Any(char.IsAsciiDigit)
            ? new(ErrorReason.PasswordWithoutNumber, "Password must have numeric characters")
        : rules.RequireSymbols && !password.Any(Symbols.Contains)
            ? new(ErrorReason.PasswordWithoutSymbol, "Password must have symbol characters")
        : null;

    /// <summary>A random password with all four classes: 70 bits at least, without letters that look alike.</summary>
    public static Secret Generate(PasswordRules rules)
    {
        const string all = Lowercase + Uppercase + Digits + ReadableSymbols;
        var length = Math.Max(rules.MinimumLength, GeneratedLength);
        var characters =
            (RandomNumberGenerator.GetString(Lowercase, 1)
            + RandomNumberGenerator.GetString(Uppercase, 1)
            + RandomNumberGenerator.GetString(Digits, 1)
            + RandomNumberGenerator.GetString(ReadableSymbols, 1)
            + RandomNumberGenerator.GetString(all, length - 4)).ToCharArray();
        RandomNumberGenerator.Shuffle(characters.AsSpan());
        return new(new string(characters));
    }
}
