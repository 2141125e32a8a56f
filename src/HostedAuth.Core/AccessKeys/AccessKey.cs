namespace HostedAuth.Core.AccessKeys;

/// <summary>A key that signs calls of the API (SigV4), with what it may do.</summary>
public sealed class AccessKey
{
    /// <summary><c>AKIA</c>, or <c>ASIA</c> for a temporary one, and 16 upper-case letters or digits.</summary>
    public required string Id { get; init; }

    public required byte[] SealedSecret { get; init; }

    /// <summary>SHA-256 of the session token that a temporary key must come with.</summary>
    public byte[]? SessionTokenHash { get; init; }

    /// <summary>The policy document in IAM's JSON.</summary>
    public required string Policy { get; init; }

    public string? Description { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}
