namespace HostedAuth.Core.Tokens;

/// <summary>
/// Access tokens that nobody else can read: the pool's id, by which the API finds the pool, and the claims, sealed. No row
/// stands behind them.
/// </summary>
internal static class OpaqueTokens
{
    private const int MaximumLength = 16_384;

    /// <param name="key">The pool's key for access tokens.</param>
    /// <param name="poolId">The pool's id; stands before the dot.</param>
    /// <param name="claims">A JSON object in UTF-8.</param>
    public static string Seal(byte[] key, string poolId, ReadOnlySpan<byte> claims) =>
        $"{poolId}.{SealedText.Seal(key, poolId, claims)}";

    /// <summary>The claims; null for anything that this pool did not seal.</summary>
    public static byte[]? Open(byte[] key, string poolId, string token) =>
        PoolIdOf(token) == poolId && token.Length <= MaximumLength
            ? SealedText.Open(key, poolId, token.AsSpan(poolId.Length + 1))
            : null;

    /// <summary>What stands before the only dot; null where there is none or several.</summary>
    public static string? PoolIdOf(string token)
    {
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && token.LastIndexOf('.') == dot ? token[..dot] : null;
    }
}
