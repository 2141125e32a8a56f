using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Errors;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.Users;

/// <summary>
/// How the users of a pool are named. Three kinds of pool: users choose a name; or they choose one and may sign in by
/// aliases too; or their email or phone number is the name and the sub stands where the user name would.
/// </summary>
internal static class UserNames
{
    /// <summary>Longer names are compared by their beginning and a hash, since databases limit what an index may hold.</summary>
    private const int ComparedInFull = 256;

    private const int KeptOfLongName = 192;

    /// <summary>The form in which names are compared: NFKC, and lower case unless the pool is case-sensitive.</summary>
    public static string Normalize(PoolSnapshot pool, string name)
    {
        var normalized = Normalizable(name).Normalize(NormalizationForm.FormKC);
        normalized = pool.IsCaseSensitive ? normalized : normalized.ToLowerInvariant();
        return normalized.Length <= ComparedInFull
            ? normalized
            : $"{Text.Start(normalized, KeptOfLongName)}:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(normalized)))}";
    }

    /// <summary>Without U+FFFE, which .NET will not normalise and no name may hold.</summary>
    private static string Normalizable(string name) => name.Replace('\uFFFE', '\uFFFD');

    /// <summary>The attribute that a user name stands for, in pools whose users have no other name; else null.</summary>
    /// <exception cref="AuthException">InvalidParameter: it is no user name in this pool.</exception>
    public static string? AttributeOf(PoolSnapshot pool, string username)
    {
        var isEmail = AttributeFormats.IsEmail(username);
        var isPhone = AttributeFormats.IsPhoneNumber(username);
        if (pool.UsernameAttributes.Count > 0)
        {
            return isEmail && pool.UsernameAttributes.Contains("email") ? "email"
                : isPhone && pool.UsernameAttributes.Contains("phone_number") ? "phone_number"
                : throw AuthError.UsernameNotOfForm(pool.UsernameAttributes).AsException();
        }

        if (isEmail && pool.AliasAttributes.Contains("email"))
        {
            throw AuthError.UsernameOfAliasForm("email").AsException();
        }

        return isPhone && pool.AliasAttributes.Contains("phone_number")
            ? throw AuthError.UsernameOfAliasForm("phone number").AsException()
            : null;
    }

    /// <summary>
    /// The names by which the user can be found now, normalised. Email and phone number count while verified where they are
    /// aliases, always where they are the user name.
    /// </summary>
    public static Dictionary<string, UserIdentifierKind> Of(PoolSnapshot pool, User user)
    {
        var names = new Dictionary<string, UserIdentifierKind>
        {
            [user.Id] = UserIdentifierKind.Sub,
        };
        names.TryAdd(Normalize(pool, user.Username), UserIdentifierKind.Username);
        foreach (var (attribute, kind) in Aliases)
        {
            if (IsActive(pool, user, attribute) && user.Attributes.TryGetValue(attribute, out var value))
            {
                names.TryAdd(Normalize(pool, value), kind);
            }
        }

        return names;
    }

    /// <summary>The attribute behind an alias of this kind; null for other names.</summary>
    public static string? AttributeOf(UserIdentifierKind kind) =>
        Aliases.Where(alias => alias.Kind == kind).Select(alias => alias.Attribute).FirstOrDefault();

    private static readonly (string Attribute, UserIdentifierKind Kind)[] Aliases =
    [
        ("email", UserIdentifierKind.Email),
        ("phone_number", UserIdentifierKind.PhoneNumber),
        ("preferred_username", UserIdentifierKind.PreferredUsername),
    ];

    private static bool IsActive(PoolSnapshot pool, User user, string attribute) =>
        pool.UsernameAttributes.Contains(attribute)
        || (pool.AliasAttributes.Contains(attribute)
            && (attribute == "preferred_username"
                || user.HasVerified(attribute)));
}
