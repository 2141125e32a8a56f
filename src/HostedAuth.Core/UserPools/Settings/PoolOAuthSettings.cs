namespace HostedAuth.Core.UserPools.Settings;

/// <summary>What a pool's tokens and OAuth endpoints do beyond Cognito's settings, by an operation of its own.</summary>
public sealed record PoolOAuthSettings
{
    public static PoolOAuthSettings Default { get; } = new();

    /// <summary>What signs tokens where the client asks for nothing else: RS256 (default), PS256 or ES256 (RFC 7518).</summary>
    public string? SigningAlgorithm { get; init; }

    /// <summary>Every so many days another key signs: 1 to 3650; absent: 90.</summary>
    public int? KeyRotationDays { get; init; }

    /// <summary>The shortest that <see cref="KeyRotationDays"/> can say.</summary>
    internal static TimeSpan ShortestKeyRotation => TimeSpan.FromDays(1);

    /// <summary>How long a key signs.</summary>
    internal TimeSpan KeyRotationPeriod => TimeSpan.FromDays(KeyRotationDays ?? 90);

    /// <summary>
    /// Whether every DPoP proof must carry a nonce of the server's (RFC 9449, section 8), so that none can be made ahead of its
    /// time; absent: its own time and its single use do.
    /// </summary>
    public bool? RequireDpopNonce { get; init; }

    /// <summary>Whether every authorization request must be pushed (RFC 9126, section 5).</summary>
    public bool? RequirePushedAuthorizationRequests { get; init; }
}
