namespace HostedAuth.Core.Mfa;

/// <summary>A code that stands in for a lost second factor, once.</summary>
public sealed class RecoveryCode
{
    public required string PoolId { get; init; }

    public required string UserId { get; init; }

    /// <summary>HMAC of the code and the user under the pool's key.</summary>
    public required byte[] Mac { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}
