namespace HostedAuth.Core.Mfa;

/// <summary>An authenticator app of a user (SOFTWARE_TOKEN_MFA); a user may have several, each with a name.</summary>
public sealed class AuthenticatorApp
{
    public required string PoolId { get; init; }

    public required string Id { get; init; }

    public required string UserId { get; init; }

    /// <summary>The shared secret (RFC 6238), sealed.</summary>
    public required byte[] SealedSecret { get; init; }

    /// <summary>What its owner calls it (FriendlyDeviceName).</summary>
    public string? Name { get; set; }

    /// <summary>When its first code was right; until then it proves nothing.</summary>
    public DateTimeOffset? VerifiedAt { get; set; }

    /// <summary>The newest time step that was used: a code proves once (RFC 6238, section 5.2).</summary>
    public long LastUsedStep { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
