namespace HostedAuth.Core.Tokens.Keys;

/// <summary>A key that signs the pool's tokens.</summary>
public sealed class SigningKey
{
    public required string PoolId { get; init; }

    public required string Kid { get; init; }

    /// <summary>A JWS algorithm (RFC 7518, section 3.1): RS256, PS256 or ES256.</summary>
    public required string Algorithm { get; init; }

    public SigningKeyState State { get; set; }

    /// <summary>PKCS#8, sealed; empty once the key is archived.</summary>
    public required byte[] SealedPrivateKey { get; init; }

    /// <summary>SubjectPublicKeyInfo.</summary>
    public required byte[] PublicKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ActivatedAt { get; set; }

    /// <summary>When it stopped signing; it is published until the last token it signed is dead.</summary>
    public DateTimeOffset? RetiredAt { get; set; }
}

/// <summary>The life of a <see cref="SigningKey"/>.</summary>
public enum SigningKeyState
{
    /// <summary>Published ahead of its use, so that verifiers know it in time.</summary>
    Next,
    Current,
    Retired,

    /// <summary>Published no more, its private part gone: it tells whose an old ID token was, and nothing else.</summary>
    Archived,
}
