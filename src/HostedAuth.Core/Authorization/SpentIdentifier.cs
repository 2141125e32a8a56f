namespace HostedAuth.Core.Authorization;

/// <summary>
/// Something that is good once and was used: the <c>jti</c> of a client's assertion, of a DPoP proof, of an authorization
/// grant. Its insert is what spends it.
/// </summary>
public sealed class SpentIdentifier
{
    public required string PoolId { get; init; }

    /// <summary>SHA-256 of what it is, whose it is, and itself.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>From then on whatever carried it is refused for its age.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
