namespace HostedAuth.Core.Users.Codes;

/// <summary>A mailed or texted code: one for each user and purpose, so a new one replaces the old one.</summary>
public sealed class OneTimeCode
{
    public required string PoolId { get; init; }

    /// <summary>The user's id, or the one of a pretended user (<see cref="PretendedUser"/>).</summary>
    public required string UserId { get; init; }

    public required CodePurpose Purpose { get; init; }

    /// <summary>
    /// HMAC of the code with user, purpose, attribute and destination under the pool's key: six digits under a plain hash
    /// fall in a second.
    /// </summary>
    public required byte[] Mac { get; set; }

    /// <summary>The attribute that receiving the code proves: email or phone_number.</summary>
    public required string Attribute { get; set; }

    /// <summary>
    /// The address it went to; it proves that address and no later one. Also the value waiting to replace the
    /// attribute.
    /// </summary>
    public required string Destination { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Tries so far; one is counted before it is looked at.</summary>
    public int Tries { get; set; }

    /// <summary>Set by the one who spent it.</summary>
    public DateTimeOffset? SpentAt { get; set; }
}

/// <summary>What a <see cref="OneTimeCode"/> is good for.</summary>
public enum CodePurpose
{
    ConfirmSignUp,
    ResetPassword,
    VerifyEmail,
    VerifyPhoneNumber,
}
