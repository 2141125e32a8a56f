namespace HostedAuth.Core.Groups;

/// <summary>A user's membership of a group.</summary>
public sealed class GroupMember
{
    public required string PoolId { get; init; }

    public required string GroupName { get; init; }

    public required string UserId { get; init; }

    public required DateTimeOffset AddedAt { get; init; }
}
