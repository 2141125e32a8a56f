using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Tokens.Jose;

/// <summary>
/// A JWT that somebody else signed: a client's assertion, a request object, a DPoP proof (RFC 7515, RFC 7519). Nothing in
/// it is true before one of the <c>IsSignedBy</c> said so. Keys that it carries or points at (<c>jwk</c>, <c>jku</c>,
/// <c>x5c</c>, <c>x5u</c>) are never looked at here (RFC 8725, section 3.10); <c>crit</c> makes it unreadable, since no
/// extension is understood (RFC 7515, section 4.1.11).
/// </summary>
public sealed class ForeignJws
{
    /// <summary>The longest token read where nobody asks for less, in characters.</summary>
    public const int DefaultMaximumLength = 16_384;

    /// <summary>As many keys of one kind as somebody has who changes them in an orderly way.</summary>
    public const int DefaultMostComparisons = 4;

    private const int MaximumHeaderLength = 4096;

    // RFC 7518, section 3.2: at least as long as the hash.
    internal const int MinimumSecretBytes = 32;

    private readonly byte[] _signed;
    private readonly byte[] _signature;

    private ForeignJws(JsonElement header, JsonElement claims, byte[] signed, byte[] signature)
    {
        (Header, Claims) = (header, claims);
        (_signed, _signature) = (signed, signature);
        Algorithm = header.GetText("alg") ?? "";
        Type = header.GetText("typ");
        KeyId = header.GetText("kid");
    }

    public JsonElement Header { get; }

    public JsonElement Claims { get; }

    /// <summary>The algorithm that it claims; never believed without a list of allowed ones.</summary>
    public string Algorithm { get; }

    /// <summary><c>typ</c>, as it stands.</summary>
    public string? Type { get; }

    public string? KeyId { get; }

    /// <summary>Reads a token; null for anything that isn't a whole one: too long, encrypted, unsigned, with a member twice.</summary>
    /// <param name="token">The token.</param>
    /// <param name="maximumLength">In characters.</param>
    public static ForeignJws? Parse(string token, int maximumLength = DefaultMaximumLength)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (CompactJws.Split(token, maximumLength) is not { } parts || token.AsSpan(parts.Header).Length > MaximumHeaderLength)
        {
            return null;
        }

        return CompactJws.ReadObject(token.AsSpan(parts.Header)) is { } header
            && !header.TryGetProperty("crit", out _)
            && CompactJws.ReadObject(token.AsSpan(parts.Payload)) is { } claims
            && Decode(token.AsSpan(parts.Signature)) is { } signature
            ? new ForeignJws(header, claims, Encoding.ASCII.GetBytes(token, 0, parts.SignedLength), signature)
            : null;
    }

    /// <summary>Whether this key signed it, by one of the algorithms, which must be one of the key's.</summary>
    public bool IsSignedBy(JsonWebKey key, IReadOnlyCollection<string> algorithms)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(algorithms);
        return algorithms.Contains(Algorithm)
            && ForeignAlgorithm.Find(Algorithm) is { } algorithm
            && key.Verify(algorithm, _signed, _signature);
    }

    /// <summary>
    /// Whether one of the keys signed it that its algorithm fits, and that have the name where it names one. It is compared to so
    /// many at most: where more would do, it had to name its own (OIDC Core, section 10.1), and is signed by none.
    /// </summary>
    /// <param name="keys">The keys.</param>
    /// <param name="algorithms">Those allowed.</param>
    /// <param name="mostComparisons">Each is work that is done for who has proven nothing yet.</param>
    public bool IsSignedBy(
        JsonWebKeySet keys,
        IReadOnlyCollection<string> algorithms,
        int mostComparisons = DefaultMostComparisons)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(algorithms);
        if (!algorithms.Contains(Algorithm) || ForeignAlgorithm.Find(Algorithm) is not { } algorithm)
        {
            return false;
        }

        JsonWebKey[] possible =
        [
            .. keys.Keys.Where(key => (KeyId is null || key.KeyId == KeyId) && key.Fits(algorithm)).Take(mostComparisons + 1),
        ];
        return possible.Length <= mostComparisons && possible.Any(key => key.Verify(algorithm, _signed, _signature));
    }

    /// <summary>Whether this secret signed it, by HS256; a secret shorter than the hash signs nothing.</summary>
    public bool IsSignedBy(Secret secret)
    {
        if (Algorithm != ForeignAlgorithm.Hs256 || Encoding.UTF8.GetByteCount(secret.Value) < MinimumSecretBytes)
        {
            return false;
        }

        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Value), _signed);
        return CryptographicOperations.FixedTimeEquals(expected, _signature);
    }

    private static byte[]? Decode(ReadOnlySpan<char> signature)
    {
        try
        {
            return Base64Url.DecodeFromChars(signature);
        }
        catch (FormatException)
        {
            // Bits left over behind the last byte: a second spelling of the same signature.
            return null;
        }
    }
}
