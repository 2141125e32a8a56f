namespace HostedAuth.Core.Groups;

/// <summary>A group of users of a pool.</summary>
public sealed class Group
{
    public required string PoolId { get; init; }

    public required string Name { get; init; }

    public string? Description { get; set; }

    /// <summary>0 is first; null is last.</summary>
    public int? Precedence { get; set; }

    public string? RoleArn { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; set; }
}
