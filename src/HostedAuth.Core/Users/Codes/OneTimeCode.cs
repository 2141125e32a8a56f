namespace HostedAuth.Core.Users.Codes;

/// <summary>A mailed or texted code: one for each user and purpose, so a new one replaces the old one.</summary>
public sealed class OneTimeCode
{
    public required string PoolId { get; init; }

    public required string UserId { get; init; }

    public required CodePurpose Purpose { get; init; }

    /// <summary>HMAC of the code, its user and purpose under the pool's key: six digits under a plain hash fall in a second.</summary>
    public required byte[] Mac { get; init; }

    /// <summary>The attribute that receiving the code proves: email or phone_number.</summary>
    public required string Attribute { get; init; }

    /// <summary>The address it went to; it proves that address and no later one. Also the value waiting to replace the attribute.</summary>
    public required string Destination { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Wrong answers so far.</summary>
    public int FailedTries { get; set; }
}

/// <summary>What a <see cref="OneTimeCode"/> is good for.</summary>
public enum CodePurpose
{
    ConfirmSignUp,
    ResetPassword,
    VerifyEmail,
    VerifyPhoneNumber,
}
