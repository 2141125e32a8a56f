using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace HostedAuth.Core.Tokens;

/// <summary>
/// Access tokens that nobody else can read: the pool's id, by which the API finds the pool, and the claims sealed by
/// AES-GCM under the pool's key. No row stands behind them. Each is sealed by a key of its own, made from the pool's and 128
/// random bits, so that no number of tokens wears the pool's key out.
/// </summary>
internal static class OpaqueTokens
{
    private const int SaltSize = 16;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int Overhead = SaltSize + NonceSize + TagSize;
    private const int MaximumLength = 16_384;

    /// <param name="key">The pool's key for access tokens.</param>
    /// <param name="poolId">The pool's id; stands before the dot.</param>
    /// <param name="claims">A JSON object in UTF-8.</param>
    public static string Seal(byte[] key, string poolId, ReadOnlySpan<byte> claims)
    {
        var token = new byte[Overhead + claims.Length];
        var (salt, nonce, tag, body) = Split(token);
        RandomNumberGenerator.Fill(token.AsSpan(0, SaltSize + NonceSize));
        using var cipher = CipherOf(key, salt.Span);
        cipher.Encrypt(nonce.Span, claims, body.Span, tag.Span, Encoding.ASCII.GetBytes(poolId));
        return $"{poolId}.{Base64Url.EncodeToString(token)}";
    }

    /// <summary>The claims; null for anything that this pool did not seal.</summary>
    public static byte[]? Open(byte[] key, string poolId, string token)
    {
        if (PoolIdOf(token) != poolId || token.Length > MaximumLength)
        {
            return null;
        }

        var text = token.AsSpan(poolId.Length + 1);
        if (!Base64Url.IsValid(text, out var length) || length <= Overhead)
        {
            return null;
        }

        var (salt, nonce, tag, body) = Split(Base64Url.DecodeFromChars(text));
        var claims = new byte[body.Length];
        using var cipher = CipherOf(key, salt.Span);
        try
        {
            cipher.Decrypt(nonce.Span, body.Span, tag.Span, claims, Encoding.ASCII.GetBytes(poolId));
            return claims;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>What stands before the only dot; null where there is none or several.</summary>
    public static string? PoolIdOf(string token)
    {
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && token.LastIndexOf('.') == dot ? token[..dot] : null;
    }

    private static AesGcm CipherOf(byte[] key, ReadOnlySpan<byte> salt)
    {
        Span<byte> own = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, salt, own);
        return new AesGcm(own, TagSize);
    }

    private static (Memory<byte> Salt, Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Body) Split(Memory<byte> token) => (
        token[..SaltSize],
        token.Slice(SaltSize, NonceSize),
        token.Slice(SaltSize + NonceSize, TagSize),
        token[Overhead..]);
}
