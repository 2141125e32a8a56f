using System.Security.Cryptography;
using System.Text;

namespace HostedAuth.Core.Tokens.Keys;

/// <summary>The keys of a pool, opened: those that sign tokens, and the symmetric ones derived from the pool's root key.</summary>
/// <param name="rootKey">What the symmetric ones are derived from.</param>
/// <param name="signingKeys">The published ones.</param>
/// <param name="archivedKeys">Rows of those that are published no more; opened when one of them is first looked for.</param>
public sealed class PoolKeys(
    byte[] rootKey,
    IReadOnlyList<SigningKeyPair> signingKeys,
    IReadOnlyList<SigningKey>? archivedKeys = null)
{
    private readonly Lazy<IReadOnlyList<SigningKeyPair>> _archived =
        new(() => [.. (archivedKeys ?? []).Select(key => new SigningKeyPair(key, privateKey: []))]);

    private readonly Lazy<byte[]> _jwks = new(() => Keys.Jwks.Write(signingKeys));

    /// <summary>Of this set of keys, as it stands: another one has another.</summary>
    internal Guid Identity { get; } = Guid.NewGuid();

    /// <summary>All published keys: next, current, and retired ones whose tokens may live.</summary>
    public IReadOnlyList<SigningKeyPair> SigningKeys { get; } = signingKeys;

    /// <summary>Public parts of keys that signed once: by them nothing is proven but whose an old ID token was.</summary>
    internal IReadOnlyList<SigningKeyPair> Archived => _archived.Value;

    /// <summary>The key that signs by the algorithm; null until somebody needed one.</summary>
    public SigningKeyPair? FindCurrent(string algorithm)
    {
        foreach (var key in SigningKeys)
        {
            if (key.State == SigningKeyState.Current && key.Algorithm == algorithm)
            {
                return key;
            }
        }

        return null;
    }

    /// <summary>The published keys as a JWK Set, in UTF-8: the body of the pool's jwks.json.</summary>
    public ReadOnlyMemory<byte> Jwks => _jwks.Value;

    /// <summary>Authenticates refresh tokens.</summary>
    public byte[] RefreshKey { get; } = Derive(rootKey, "refresh");

    /// <summary>Authenticates mailed and texted codes.</summary>
    public byte[] CodeKey { get; } = Derive(rootKey, "code");

    /// <summary>Hides the names under which failed passwords are counted.</summary>
    public byte[] LockoutKey { get; } = Derive(rootKey, "lockout");

    /// <summary>Makes the group keys of devices.</summary>
    public byte[] DeviceKey { get; } = Derive(rootKey, "device");

    /// <summary>Seals authorization codes.</summary>
    public byte[] AuthorizationCodeKey { get; } = Derive(rootKey, "authorization-code");

    /// <summary>Seals opaque access tokens.</summary>
    public byte[] AccessTokenKey { get; } = Derive(rootKey, "access-token");

    /// <summary>Makes pairwise subjects.</summary>
    public byte[] SubjectKey { get; } = Derive(rootKey, "subject");

    /// <summary>Makes the nonces of DPoP proofs.</summary>
    public byte[] NonceKey { get; } = Derive(rootKey, "dpop-nonce");

    private static byte[] Derive(byte[] rootKey, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, rootKey, 32, info: Encoding.ASCII.GetBytes($"HostedAuth {purpose}"));
}
