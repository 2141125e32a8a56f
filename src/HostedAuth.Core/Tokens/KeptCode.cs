namespace HostedAuth.Core.Tokens;

/// <summary>A code whose content is too long to travel in an address: it is kept, and the code is a handle to it.</summary>
public sealed class KeptCode
{
    public required string PoolId { get; init; }

    /// <summary>SHA-256 of the handle (256 random bits, so a plain hash is enough).</summary>
    public required byte[] Hash { get; init; }

    public required string ClientId { get; init; }

    public required string UserId { get; init; }

    /// <summary>The code as it would have travelled: sealed.</summary>
    public required string Content { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
