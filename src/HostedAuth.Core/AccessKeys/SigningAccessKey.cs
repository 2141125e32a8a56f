using System.Security.Cryptography;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.AccessKeys;

/// <summary>An access key, opened to check a signature with.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Arn">Who it is, in refusals.</param>
/// <param name="Secret">What signs.</param>
/// <param name="SessionTokenHash">SHA-256 of a temporary key's session token.</param>
/// <param name="Policy">What it may do.</param>
/// <param name="ExpiresAt">When a temporary key ends.</param>
public sealed record SigningAccessKey(
    string Id,
    string Arn,
    Secret Secret,
    byte[]? SessionTokenHash,
    AccessPolicy Policy,
    DateTimeOffset? ExpiresAt)
{
    /// <summary>True when the session token is the key's, or when neither has one.</summary>
    public bool AcceptsSessionToken(string? token) => (SessionTokenHash, token) switch
    {
        (null, null) => true,
        ({ } hash, { } given) => CryptographicOperations.FixedTimeEquals(hash, AccessKeys.HashSessionToken(given)),
        _ => false,
    };
}
