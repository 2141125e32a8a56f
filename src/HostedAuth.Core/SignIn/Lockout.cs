namespace HostedAuth.Core.SignIn;

/// <summary>Failed passwords under a name, whether such a user exists or not.</summary>
public sealed class Lockout
{
    public required string PoolId { get; init; }

    /// <summary>HMAC of the normalised name, or of the user's id, under the pool's key.</summary>
    public required byte[] NameMac { get; init; }

    public int Failures { get; set; }

    public required DateTimeOffset LastFailureAt { get; set; }

    public required DateTimeOffset LockedUntil { get; set; }
}
