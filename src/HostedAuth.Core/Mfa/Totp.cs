using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace HostedAuth.Core.Mfa;

/// <summary>
/// Time-based one-time passwords (RFC 6238) as every authenticator app makes them: SHA-1, six digits, 30 seconds.
/// </summary>
public static class Totp
{
    /// <summary>Seconds of one step.</summary>
    public const int StepSeconds = 30;

    /// <summary>Digits of a code.</summary>
    public const int Digits = 6;

    /// <summary>How many steps a clock may be off, either way (RFC 6238, section 5.2).</summary>
    private const int Drift = 1;

    /// <summary>The step that a moment lies in.</summary>
    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a step (RFC 4226, section 5.3).</summary>
    public static string CodeOf(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // HMAC-SHA-1 is what authenticator apps compute; collisions don't matter to it.
        HMACSHA1.HashData(secret, counter, mac);
#pragma warning restore CA5350
        var offset = mac[^1] & 0x0F;
        var number = BinaryPrimitives.ReadInt32BigEndian(mac[offset..]) & 0x7FFF_FFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step, of those near the moment, whose code it is; null for none. Its time tells nothing.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(code);
        var given = System.Text.Encoding.UTF8.GetBytes(code);
        long? found = null;
        for (var step = StepAt(now) - Drift; step <= StepAt(now) + Drift; step++)
        {
            var right = System.Text.Encoding.UTF8.GetBytes(CodeOf(secret, step));
            found = CryptographicOperations.FixedTimeEquals(given, right) ? step : found;
        }

        return found;
    }
}
