namespace HostedAuth.Core.Sessions;

/// <summary>A browser signed in at a pool. Its cookie carries the id and a secret; only a hash of the secret is kept.</summary>
public sealed class SsoSession : ISignedIn
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
    /// Whether its sign-in was the word of the pool's triggers alone (<see cref="SignIn.Proof.AreByTriggers"/>), whatever
    /// else they asked for. Not so where another provider vouched: then <see cref="Amr"/> says it.
    /// </summary>
    public bool IsByTriggers { get; init; }

    /// <summary>The authentication context class that was reached (<c>acr</c>); null where the pool has none.</summary>
    public string? Acr { get; init; }

    /// <summary>Where it began: the address, as far as it is known.</summary>
    public string? IpAddress { get; init; }

    /// <summary>Where it began: the User-Agent header, at most 256 characters.</summary>
    public string? UserAgent { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// Hash of the passage of the pages that this sign-in belongs to; null once an authorization was answered by it, so
    /// that one sign-in counts as a fresh one at most once.
    /// </summary>
    public byte[]? FlowHash { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}
