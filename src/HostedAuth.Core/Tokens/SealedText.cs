using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace HostedAuth.Core.Tokens;

/// <summary>
/// What the server gives out and takes back without keeping it, as text that nobody else can read or make: AES-GCM, in
/// base64url. Each is sealed by a key of its own, made from the one given and 128 random bits, so that no number of them
/// wears that key out.
/// </summary>
internal static class SealedText
{
    private const int SaltSize = 16;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int Overhead = SaltSize + NonceSize + TagSize;

    /// <param name="key">Of the pool, for this use alone.</param>
    /// <param name="owner">Whose it is: for another it doesn't open.</param>
    /// <param name="clear">What is sealed.</param>
    public static string Seal(byte[] key, string owner, ReadOnlySpan<byte> clear)
    {
        var content = new byte[Overhead + clear.Length];
        var (salt, nonce, tag, body) = Split(content);
        RandomNumberGenerator.Fill(content.AsSpan(0, SaltSize + NonceSize));
        using var cipher = CipherOf(key, salt.Span);
        cipher.Encrypt(nonce.Span, clear, body.Span, tag.Span, Encoding.UTF8.GetBytes(owner));
        return Base64Url.EncodeToString(content);
    }

    /// <summary>What was sealed; null for anything that was not, by this key and for this owner.</summary>
    public static byte[]? Open(byte[] key, string owner, ReadOnlySpan<char> text)
    {
        if (!Base64Url.IsValid(text, out var length) || length <= Overhead)
        {
            return null;
        }

        var (salt, nonce, tag, body) = Split(Base64Url.DecodeFromChars(text));
        var clear = new byte[body.Length];
        using var cipher = CipherOf(key, salt.Span);
        try
        {
            cipher.Decrypt(nonce.Span, body.Span, tag.Span, clear, Encoding.UTF8.GetBytes(owner));
            return clear;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static AesGcm CipherOf(byte[] key, ReadOnlySpan<byte> salt)
    {
        Span<byte> own = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, salt, own);
        return new AesGcm(own, TagSize);
    }

    private static (Memory<byte> Salt, Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Body) Split(Memory<byte> content) => (
        content[..SaltSize],
        content.Slice(SaltSize, NonceSize),
        content.Slice(SaltSize + NonceSize, TagSize),
        content[Overhead..]);
}
