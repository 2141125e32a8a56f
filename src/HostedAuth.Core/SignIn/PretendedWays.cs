using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignIn;

/// <summary>
/// What a name that nobody has can begin with. A hash under the pool's key picks it, out of all that users of the pool may
/// have: always the same for one name, whoever joins meanwhile, so that neither a choice nor its change tells that the name
/// is unknown.
/// </summary>
public sealed record PretendedWays
{
    // Out of 256: how many have it.
    private const int Few = 64;
    private const int Some = 96;
    private const int Many = 192;
    private const int Most = 240;

    public required bool HasPassword { get; init; }

    public required bool HasEmail { get; init; }

    public required bool HasPhoneNumber { get; init; }

    public required bool HasPasskey { get; init; }

    /// <summary>Whoever has one can't begin with a code.</summary>
    public required bool HasSecondFactor { get; init; }

    /// <summary>Of somebody who has all that a pool may allow.</summary>
    public static PretendedWays All { get; } = new()
    {
        HasPassword = true,
        HasEmail = true,
        HasPhoneNumber = true,
        HasPasskey = true,
        HasSecondFactor = false,
    };

    /// <param name="pool">The pool.</param>
    /// <param name="normalizedName">The name typed, normalised by the pool's rule.</param>
    public static PretendedWays Of(PoolSnapshot pool, string normalizedName)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(normalizedName);
        var hash = HMACSHA256.HashData(pool.Keys.LockoutKey, Encoding.UTF8.GetBytes($"pretended ways\n{normalizedName}"));
        return new()
        {
            HasPassword = hash[0] < Most || !pool.CanJoinWithoutPassword,
            HasEmail = AttributeFormats.IsEmail(normalizedName) || hash[1] < ShareOf(pool, "email"),
            HasPhoneNumber = AttributeFormats.IsPhoneNumber(normalizedName) || hash[2] < ShareOf(pool, "phone_number"),
            HasPasskey = hash[3] < Few,
            HasSecondFactor = pool.Mfa.Configuration is "OPTIONAL" && hash[4] < Few,
        };
    }

    /// <summary>Whether the address is there, and proven.</summary>
    /// <param name="attribute">email or phone_number.</param>
    public bool Has(string attribute) => attribute is "email" ? HasEmail : HasPhoneNumber;

    private static int ShareOf(PoolSnapshot pool, string attribute)
    {
        var isProvenAtSignUp = pool.AutoVerifiedAttributes.Contains(attribute);
        var isName = pool.UsernameAttributes.Contains(attribute) || pool.AliasAttributes.Contains(attribute);
        return isProvenAtSignUp && pool.RequiredAttributes.Contains(attribute) ? Most
            : isProvenAtSignUp || isName ? Many
            : Some;
    }
}
