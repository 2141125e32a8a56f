namespace HostedAuth.Core.Tokens;

/// <summary>
/// The refresh tokens of a token session: the current generation and when it began. The tokens themselves are not
/// stored: each is the chain, a generation and an HMAC of both under the pool's key. It ends with its session.
/// </summary>
public sealed class RefreshChain
{
    public required string PoolId { get; init; }

    public required string Id { get; init; }

    public required string TokenSessionId { get; init; }

    public int Generation { get; set; }

    public required DateTimeOffset GenerationBeganAt { get; set; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
