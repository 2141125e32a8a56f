namespace HostedAuth.Core.Sessions;

/// <summary>A browser signed in at a pool. Its cookie carries the id and a secret; only a hash of the secret is kept.</summary>
public sealed class SsoSession
{
    public required string PoolId { get; init; }

    /// <summary><c>sso</c> and 25 lower-case letters or digits.</summary>
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required byte[] SecretHash { get; init; }

    /// <summary>When the first factor was given; never moved by use.</summary>
    public required DateTimeOffset AuthenticatedAt { get; init; }

    /// <summary>The factors proven, as <c>amr</c> values (RFC 8176 and Cognito's).</summary>
    public IReadOnlyList<string> Amr { get; init; } = [];

    /// <summary>
    /// Hash of the passage of the pages that this sign-in belongs to; null once an authorization was answered by it, so
    /// that one sign-in counts as a fresh one at most once.
    /// </summary>
    public byte[]? FlowHash { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}
