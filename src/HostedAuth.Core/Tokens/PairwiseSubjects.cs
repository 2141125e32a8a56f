using System.Security.Cryptography;
using System.Text;

namespace HostedAuth.Core.Tokens;

/// <summary>
/// The subjects of one sector's clients (OIDC Core, section 8.1): a user's id, enciphered under a key of the pool for the
/// sector. Another sector's subject of the same user can't be told from a stranger's; the pool alone finds the way back, so
/// nothing need be stored. A subject has the form of a UUID, as the ids have.
/// </summary>
public sealed class PairwiseSubjects
{
    private readonly byte[] _key;

    /// <param name="poolKey">The pool's key for subjects.</param>
    /// <param name="sector">The host that the sector goes by, or what stands in for it.</param>
    internal PairwiseSubjects(byte[] poolKey, string sector) =>
        _key = HMACSHA256.HashData(poolKey, Encoding.UTF8.GetBytes(sector));

    /// <summary>The subject of a user.</summary>
    /// <param name="userId">A UUID.</param>
    public string Of(string userId)
    {
        using var cipher = Cipher();
        var block = cipher.EncryptEcb(Guid.Parse(userId).ToByteArray(bigEndian: true), PaddingMode.None);
        return new Guid(block, bigEndian: true).ToString();
    }

    /// <summary>The id behind a subject; of a text that is none, one that no user has.</summary>
    public string UserIdOf(string subject)
    {
        if (!Guid.TryParse(subject, out var value))
        {
            return "";
        }

        using var cipher = Cipher();
        var block = cipher.DecryptEcb(value.ToByteArray(bigEndian: true), PaddingMode.None);
        return new Guid(block, bigEndian: true).ToString();
    }

    // One block exactly, so the mode that has no nonce is the cipher itself.
    private Aes Cipher()
    {
        var cipher = Aes.Create();
        cipher.Key = _key;
        return cipher;
    }
}
