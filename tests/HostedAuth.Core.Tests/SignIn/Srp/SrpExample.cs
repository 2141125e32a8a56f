namespace HostedAuth.Core.Tests.SignIn.Srp;

/// <summary>A worked example of a whole exchange; numbers as they travel, in hexadecimal without padding.</summary>
public sealed record SrpExample
{
    public required string Name { get; init; }

    public required string PoolId { get; init; }

    public required string User { get; init; }

    public required string Password { get; init; }

    public required string Salt { get; init; }

    public required string Verifier { get; init; }

    /// <summary>b.</summary>
    public required string ServerPrivate { get; init; }

    public required string SrpA { get; init; }

    public required string SrpB { get; init; }

    public required string U { get; init; }

    public required string Key { get; init; }

    public required string Block { get; init; }

    public required string Timestamp { get; init; }

    public required string Signature { get; init; }

    /// <summary>P: the pool id after its underscore.</summary>
    public string Group => PoolId[(PoolId.IndexOf('_', StringComparison.Ordinal) + 1)..];

    public override string ToString() => Name;
}
