using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignIn;

/// <summary>Whom an attempt is about: a user of the pool, or the pretence of one under a name that nobody has.</summary>
/// <param name="User">The user, tracked; null for a pretence.</param>
/// <param name="Id">
/// The sub, or a made-up one: always the same for one name, so that a pretence can't be told by asking twice.
/// </param>
/// <param name="Name">What was typed, normalised by the pool's rule.</param>
public sealed record Claimant(User? User, string Id, string Name)
{
    /// <summary>As long as any user's, so that a sealed attempt's length doesn't tell them apart.</summary>
    private const string StampOfNobody = "00000000000000000000000000000000";

    /// <summary>The name exactly as typed; null where it was not typed at this step.</summary>
    public string? Typed { get; init; }

    /// <summary>What a pretence is said to begin with, where that is asked; null elsewhere.</summary>
    public PretendedWays? Ways { get; init; }

    /// <summary>The user's security stamp; a pretence has one that never changes.</summary>
    public string Stamp => User?.SecurityStamp ?? StampOfNobody;
}
