namespace HostedAuth.Core.Users;

/// <summary>A name that a user can be found by; normalised, and unique in the pool whatever its kind.</summary>
public sealed class UserIdentifier
{
    public required string PoolId { get; init; }

    public required string Value { get; init; }

    public required string UserId { get; set; }

    public required UserIdentifierKind Kind { get; set; }
}

/// <summary>What a <see cref="UserIdentifier"/> is.</summary>
public enum UserIdentifierKind
{
    Sub,
    Username,
    Email,
    PhoneNumber,
    PreferredUsername,
    External,
}
