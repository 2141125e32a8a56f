namespace HostedAuth.Core.Passkeys;

/// <summary>A WebAuthn credential of a user (Web Authentication, level 3).</summary>
public sealed class Passkey
{
    public required string PoolId { get; init; }

    /// <summary>The credential id.</summary>
    public required byte[] CredentialId { get; init; }

    public required string UserId { get; init; }

    /// <summary>COSE_Key, as the authenticator sent it.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>What its owner calls it (FriendlyCredentialName).</summary>
    public required string Name { get; set; }

    /// <summary>The relying party id it was made for.</summary>
    public required string RelyingPartyId { get; init; }

    /// <summary>The signature counter: an authenticator that counts never repeats one.</summary>
    public long SignatureCounter { get; set; }

    public IReadOnlyList<string> Transports { get; init; } = [];

    /// <summary><c>platform</c> or <c>cross-platform</c>, if it was told.</summary>
    public string? Attachment { get; init; }

    public bool IsUserVerified { get; set; }

    public bool IsBackupEligible { get; init; }

    public bool IsBackedUp { get; set; }

    public required byte[] AttestationObject { get; init; }

    public required byte[] ClientDataJson { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }
}
