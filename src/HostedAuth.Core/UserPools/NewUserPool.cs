using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.Core.UserPools;

/// <summary>What a user pool is made of.</summary>
public sealed record NewUserPool
{
    public required string Name { get; init; }

    public required string Region { get; init; }

    public required UserPoolSettings Settings { get; init; }

    /// <summary>Standard attributes restated, and custom ones by their plain names.</summary>
    public IReadOnlyList<SchemaAttribute>? Schema { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
