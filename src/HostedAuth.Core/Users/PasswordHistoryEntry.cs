namespace HostedAuth.Core.Users;

/// <summary>A former password's hash, kept as long as the pool's history asks for it.</summary>
public sealed class PasswordHistoryEntry
{
    public required string PoolId { get; init; }

    public required string UserId { get; init; }

    public required DateTimeOffset SetAt { get; init; }

    public required string PasswordHash { get; init; }
}
