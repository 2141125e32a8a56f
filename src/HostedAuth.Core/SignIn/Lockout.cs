namespace HostedAuth.Core.SignIn;

/// <summary>Failed guesses at a password or a code under a name, whether such a user exists or not.</summary>
public sealed class Lockout
{
    public required string PoolId { get; init; }

    /// <summary>HMAC of the claimant's id, and of what is guessed, under the pool's key (<see cref="Lockouts"/>).</summary>
    public required byte[] NameMac { get; init; }

    public int Failures { get; set; }

    public required DateTimeOffset LastFailureAt { get; set; }

    public required DateTimeOffset LockedUntil { get; set; }
}
