namespace HostedAuth.Core.Users;

/// <summary>A person in a pool.</summary>
public sealed class User
{
    public required string PoolId { get; init; }

    /// <summary>The sub: a lower-case UUID.</summary>
    public required string Id { get; init; }

    /// <summary>What <c>cognito:username</c> says; the sub in pools whose users sign in by email or phone.</summary>
    public required string Username { get; init; }

    public UserStatus Status { get; set; }

    public bool Enabled { get; set; } = true;

    /// <summary>All attributes but sub, by name, custom ones as <c>custom:name</c>; values are strings as on the wire.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; set; } = new Dictionary<string, string>();

    /// <summary>Identity's format (PBKDF2-HMAC-SHA512); null while the user has no password.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Salt and verifier of SRP-6a, sealed; set with every password unless the pool has it off.</summary>
    public byte[]? SealedSrpVerifier { get; set; }

    /// <summary>When the password was set: the age of a temporary one.</summary>
    public DateTimeOffset? PasswordSetAt { get; set; }

    /// <summary>The second factors that are active, by their challenges' names: SMS_MFA, SOFTWARE_TOKEN_MFA, EMAIL_OTP.</summary>
    public IReadOnlyList<string> ActiveFactors { get; set; } = [];

    /// <summary>The one of them that is asked for without a choice (PreferredMfaSetting); null for none.</summary>
    public string? PreferredFactor { get; set; }

    /// <summary>
    /// When a second factor was made active while none counted: what was proven before may have been another's, who is locked
    /// out since. Null where that never was, and in strict pools.
    /// </summary>
    public DateTimeOffset? SecondFactorsSince { get; set; }

    /// <summary>The token session that did so; null for a sign-in or an administrator.</summary>
    public string? SecondFactorsBegunBy { get; set; }

    /// <summary>Changes with the password; Identity's name for it.</summary>
    public string SecurityStamp { get; set; } = "";

    /// <summary>Changes with every write: two writers can't overwrite each other.</summary>
    public string ConcurrencyStamp { get; set; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; set; }

    /// <summary>Whether the user has the address and has proven it.</summary>
    /// <param name="attribute">email or phone_number.</param>
    public bool HasVerified(string attribute) =>
        Attributes.ContainsKey(attribute) && Attributes.GetValueOrDefault($"{attribute}_verified") == "true";
}
