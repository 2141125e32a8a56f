using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignIn;

/// <summary>Who proved to be whom, when, and how.</summary>
/// <param name="User">The user, as tracked by the unit of work at hand.</param>
/// <param name="At">When the first factor was given (<c>auth_time</c>).</param>
/// <param name="Amr">The factors proven (<c>amr</c>).</param>
public sealed record Authentication(User User, DateTimeOffset At, IReadOnlyList<string> Amr)
{
    /// <summary>How much that is (<c>acr</c>); null where it has no level.</summary>
    public string? Acr { get; init; }

    /// <summary>Whether nothing but the word of the pool's triggers says who it is (<see cref="Proof.AreByTriggers"/>).</summary>
    public bool IsByTriggers { get; init; }

    /// <summary>
    /// The session, of a browser or of tokens, that it raises, which must still live when this is saved; null where it is a
    /// sign-in of its own. A face that finds none of its kind by this id refuses it.
    /// </summary>
    public string? RaisedSessionId { get; init; }

    /// <summary>Of the sign-in's event (<c>event_id</c>); null where there was none.</summary>
    public string? EventId { get; init; }

    /// <summary>The confirmed device of the user that the client says it is; null for none.</summary>
    public string? DeviceKey { get; init; }

    /// <summary>The challenge that was answered last (ChallengeNameType).</summary>
    public string? LastChallenge { get; init; }
}
