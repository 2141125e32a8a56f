using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Tokens;

/// <summary>
/// What a refresh token says: of which token session, and which generation. As text it is an HMAC of both and both masked under that
/// HMAC, in base64url: nothing to store, a forged one costs no read, the same generation gives the same text again, and
/// nobody outside sees a generation in it.
/// </summary>
internal readonly record struct RefreshHandle(Guid TokenSessionId, int Generation)
{
    private const int MacSize = HMACSHA256.HashSizeInBytes;
    private const int BodySize = 16 + sizeof(int);

    private static readonly int TextLength = Base64Url.GetEncodedLength(MacSize + BodySize);

    /// <param name="key">The pool's key for refresh tokens.</param>
    public Secret Write(byte[] key)
    {
        Span<byte> token = stackalloc byte[MacSize + BodySize];
        var mac = token[..MacSize];
        var body = token[MacSize..];
        TokenSessionId.TryWriteBytes(body);
        BinaryPrimitives.WriteInt32BigEndian(body[16..], Generation);
        HMACSHA256.HashData(key, body, mac);
        Mask(key, mac, body);
        return new(Base64Url.EncodeToString(token));
    }

    /// <summary>What a token says; null when this pool did not make it.</summary>
    public static RefreshHandle? Read(byte[] key, Secret refreshToken)
    {
        Span<byte> token = stackalloc byte[MacSize + BodySize];
        if (refreshToken.Value.Length != TextLength || !TryDecode(refreshToken.Value, token))
        {
            return null;
        }

        var mac = token[..MacSize];
        var body = token[MacSize..];
        Mask(key, mac, body);
        Span<byte> expected = stackalloc byte[MacSize];
        HMACSHA256.HashData(key, body, expected);
        return CryptographicOperations.FixedTimeEquals(mac, expected)
            ? new RefreshHandle(new Guid(body[..16]), BinaryPrimitives.ReadInt32BigEndian(body[16..]))
            : null;
    }

    private static bool TryDecode(string text, Span<byte> token)
    {
        try
        {
            return Base64Url.TryDecodeFromChars(text, token, out var written) && written == token.Length;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Masks and unmasks. The MAC serves as nonce: it differs for every body.</summary>
    private static void Mask(byte[] key, ReadOnlySpan<byte> mac, Span<byte> body)
    {
        Span<byte> mask = stackalloc byte[MacSize];
        HMACSHA256.HashData(key, mac, mask);
        for (var i = 0; i < body.Length; i++)
        {
            body[i] ^= mask[i];
        }
    }
}
