using System.Text.Json.Serialization;
using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Core.UserPools.Settings;

/// <summary>What a pool's tokens and OAuth endpoints do beyond Cognito's settings, by an operation of its own.</summary>
public sealed record PoolOAuthSettings
{
    public static PoolOAuthSettings Default { get; } = new();

    /// <summary>What signs tokens where the client asks for nothing else: RS256 (default), PS256 or ES256 (RFC 7518).</summary>
    public string? SigningAlgorithm { get; init; }

    /// <summary>
    /// What signs in place of <see cref="SigningAlgorithm"/> for a while yet; null for nothing. The server's own note.
    /// </summary>
    [JsonInclude]
    internal FormerAlgorithm? Former { get; init; }

    /// <summary>These as their operations tell them.</summary>
    public PoolOAuthSettings WithoutNotes() => this with { Former = null };

    /// <summary>What signs at a moment where the client asks for nothing else.</summary>
    internal string AlgorithmAt(DateTimeOffset now) =>
        SigningAlgorithms.Choose(now < Former?.Until ? Former.Algorithm : SigningAlgorithm);

    /// <summary>Every so many days another key signs: 1 to 3650; absent: 90.</summary>
    public int? KeyRotationDays { get; init; }

    /// <summary>The shortest that <see cref="KeyRotationDays"/> can say.</summary>
    internal static TimeSpan ShortestKeyRotation => TimeSpan.FromDays(1);

    /// <summary>How long a key signs.</summary>
    internal TimeSpan KeyRotationPeriod => TimeSpan.FromDays(KeyRotationDays ?? 90);

    /// <summary>
    /// Whether a browser that is signed in is asked before <c>/logout</c> in Cognito's forms signs it out, as it is where
    /// RP-Initiated Logout proves nothing (section 2); absent: a mere link does it, as at Cognito.
    /// </summary>
    public bool? ConfirmLogout { get; init; }

    /// <summary>
    /// Whether every DPoP proof must carry a nonce of the server's (RFC 9449, section 8), so that none can be made ahead of its
    /// time; absent: its own time and its single use do.
    /// </summary>
    public bool? RequireDpopNonce { get; init; }

    /// <summary>Whether every authorization request must be pushed (RFC 9126, section 5).</summary>
    public bool? RequirePushedAuthorizationRequests { get; init; }
}

/// <summary>What a pool signed by before, while verifiers may not know the keys of what it is to sign by now.</summary>
/// <param name="Algorithm">The one before.</param>
/// <param name="Until">From when on the new one signs.</param>
internal sealed record FormerAlgorithm(string Algorithm, DateTimeOffset Until);
