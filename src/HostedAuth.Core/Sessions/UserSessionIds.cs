using System.Buffers.Binary;

namespace HostedAuth.Core.Sessions;

/// <summary>
/// Session ids as the API shows them (SessionIdType): three letters of the kind, 25 lower-case letters or digits.
/// </summary>
public static class UserSessionIds
{
    public const string TokenPrefix = "tkn";
    public const string SsoPrefix = "sso";

    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>A 128-bit number has as many in base 36.</summary>
    private const int Length = 25;

    /// <summary>That of a token session: its UUID in base 36.</summary>
    public static string OfToken(string tokenSessionId)
    {
        var bytes = Guid.Parse(tokenSessionId).ToByteArray(bigEndian: true);
        var number = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return TokenPrefix + string.Create(Length, number, static (text, left) =>
        {
            for (var i = text.Length - 1; i >= 0; i--)
            {
                (left, var digit) = UInt128.DivRem(left, (uint)Digits.Length);
                text[i] = Digits[(int)digit];
            }
        });
    }

    /// <summary>The token session's UUID; null for what is none.</summary>
    public static string? ReadToken(string sessionId)
    {
        ArgumentNullException.ThrowIfNull(sessionId);
        if (!sessionId.StartsWith(TokenPrefix, StringComparison.Ordinal) || sessionId.Length != TokenPrefix.Length + Length)
        {
            return null;
        }

        var number = UInt128.Zero;
        foreach (var character in sessionId.AsSpan(TokenPrefix.Length))
        {
            var digit = Digits.IndexOf(character, StringComparison.Ordinal);
            if (digit < 0 || number > (UInt128.MaxValue - (uint)digit) / (uint)Digits.Length)
            {
                return null;
            }

            number = (number * (uint)Digits.Length) + (uint)digit;
        }

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
