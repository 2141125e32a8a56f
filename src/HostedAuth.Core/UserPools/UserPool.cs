using HostedAuth.Core.Mfa;
using HostedAuth.Core.Risk;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.Core.UserPools;

/// <summary>A user pool: a tenant, and the first part of every key.</summary>
public sealed class UserPool
{
    /// <summary><c>region_</c> and nine letters or digits.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    /// <summary>The region that signed CreateUserPool; part of the ARN.</summary>
    public required string Region { get; init; }

    public required UserPoolSettings Settings { get; set; }

    /// <summary>The second factors, by an operation of their own; null until it is called.</summary>
    public MfaSettings? Mfa { get; set; }

    /// <summary>What follows from risks, by an operation of their own; null until it is called.</summary>
    public RiskSettings? Risk { get; set; }

    /// <summary>What holds for sessions, by an operation of its own; null until it is called.</summary>
    public PoolSessionRules? SessionRules { get; set; }

    /// <summary>What its OAuth endpoints do beyond Cognito, by an operation of its own; null until it is called.</summary>
    public PoolOAuthSettings? OAuth { get; set; }

    /// <summary>All attributes of the pool, the standard ones first.</summary>
    public required IReadOnlyList<SchemaAttribute> Schema { get; set; }

    public IReadOnlyDictionary<string, string> Tags { get; set; } = new Dictionary<string, string>();

    /// <summary>32 random bytes, sealed: the root of the pool's keys for refresh tokens, codes and lockout counters.</summary>
    public required byte[] SealedRootKey { get; init; }

    /// <summary>Grows with every change of anything the snapshot of the pool holds.</summary>
    public long ConfigurationVersion { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; set; }

    /// <summary>True when the pool answers exactly as AWS does (tag <c>hostedauth:strict</c>).</summary>
    public bool IsStrict => HasTag(PoolTags.Strict, "true");

    public bool HasTag(string key, string value) => FindTag(key) == value;

    /// <summary>The tag's value, or null.</summary>
    public string? FindTag(string key) => Tags.GetValueOrDefault(key);
}
