namespace HostedAuth.Core.Users;

/// <summary>The value of a searchable attribute, for ListUsers' filter by equality and prefix.</summary>
public sealed class UserSearchValue
{
    public required string PoolId { get; init; }

    public required string Name { get; init; }

    public required string Value { get; set; }

    public required string UserId { get; init; }
}
