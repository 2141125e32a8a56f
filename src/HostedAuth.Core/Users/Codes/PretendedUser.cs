using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.Users.Codes;

/// <summary>
/// A user that does not exist, always the same one for a name: what is done for a real user is done for this one too, so
/// that neither the answer nor its time tells whether the name is known. Never saved.
/// </summary>
public static class PretendedUser
{
    /// <summary>Initials that addresses and their domains often have, so that a made-up mask is no rarity.</summary>
    private const string Initials = "aabcddeghijjjkllmmmnprsst";
    private const string DomainInitials = "ggggggghhiiyyooacmw";

    /// <summary>Makes up the user of a name.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="normalizedName">The name typed, normalised by the pool's rule.</param>
    /// <param name="attribute">Which address a plain name gets: email or phone_number.</param>
    /// <param name="now">The time.</param>
    public static User Of(PoolSnapshot pool, string normalizedName, string attribute, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(normalizedName);
        var hash = HashOf(pool, normalizedName);
        return new User
        {
            PoolId = pool.Id,
            Id = MakeId(hash),
            Username = normalizedName,
            Status = UserStatus.CONFIRMED,
            Attributes = MakeAddress(normalizedName, attribute, hash),
            CreatedAt = now,
            ModifiedAt = now,
        };
    }

    /// <summary>As <see cref="Of"/>, with a verified address of the kind asked for, whatever the name looks like.</summary>
    public static User WithAddress(PoolSnapshot pool, string normalizedName, string attribute, DateTimeOffset now)
    {
        var pretended = Of(pool, normalizedName, attribute, now);
        if (!pretended.Attributes.ContainsKey(attribute))
        {
            pretended.Attributes = MakeAddress("", attribute, HashOf(pool, normalizedName));
        }

        return pretended;
    }

    /// <summary>
    /// As <see cref="WithAddress"/>, the kind picked by a keyed hash of the name: three times in four the one that the name
    /// itself is, or else the first; otherwise the other one. So neither kind tells that nobody, or somebody, has the name.
    /// </summary>
    /// <param name="pool">The pool.</param>
    /// <param name="normalizedName">The name typed, normalised by the pool's rule.</param>
    /// <param name="attributes">email, phone_number or both, what users get first; at least one.</param>
    /// <param name="now">The time.</param>
    public static User WithAnAddress(
        PoolSnapshot pool,
        string normalizedName,
        IReadOnlyList<string> attributes,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        var likely = Of(pool, normalizedName, attributes[0], now).Attributes.Keys.Single();
        if (!attributes.Contains(likely))
        {
            likely = attributes[0];
        }

        var other = attributes.FirstOrDefault(attribute => attribute != likely);
        var isOther = other is not null && HashOf(pool, normalizedName)[22] % 4 == 0;
        return WithAddress(pool, normalizedName, isOther ? other! : likely, now);
    }

    /// <summary>
    /// By what messages to the made-up user are counted: the address that was typed; not one that is made up, since several
    /// names may share it.
    /// </summary>
    public static string CounterOf(User pretended, string address)
    {
        ArgumentNullException.ThrowIfNull(pretended);
        return pretended.Username == address ? address : pretended.Id;
    }

    /// <summary>The id of the made-up user of a name: it looks like any other sub.</summary>
    public static string IdOf(PoolSnapshot pool, string normalizedName)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return MakeId(HashOf(pool, normalizedName));
    }

    private static byte[] HashOf(PoolSnapshot pool, string normalizedName) =>
        HMACSHA256.HashData(pool.Keys.LockoutKey, Encoding.UTF8.GetBytes($"pretended user\n{normalizedName}"));

    private static string MakeId(byte[] hash)
    {
        // The version and variant of a random UUID (RFC 9562, section 5.4), as every user's id has them.
        var bytes = hash[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private static Dictionary<string, string> MakeAddress(string name, string attribute, byte[] hash)
    {
        if (name.Contains('@', StringComparison.Ordinal))
        {
            return new() { ["email"] = name };
        }

        if (name is ['+', .. { Length: >= 4 } digits] && digits.All(char.IsAsciiDigit))
        {
            return new() { ["phone_number"] = name };
        }

        return attribute is "phone_number"
            ? new() { [attribute] = $"+1555{BitConverter.ToUInt32(hash, 16) % 10_000_000:0000000}" }
            : new() { [attribute] = $"{Pick(Initials, hash[20])}@{Pick(DomainInitials, hash[21])}.example" };
    }

    private static char Pick(string letters, byte random) => letters[random % letters.Length];
}
