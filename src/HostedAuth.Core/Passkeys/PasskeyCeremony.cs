namespace HostedAuth.Core.Passkeys;

/// <summary>A registration that was begun: one for each user, spent by its completion.</summary>
public sealed class PasskeyCeremony
{
    public required string PoolId { get; init; }

    public required string UserId { get; init; }

    /// <summary>What the answer will be held against, sealed.</summary>
    public required byte[] SealedState { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }
}
