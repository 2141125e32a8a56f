using HostedAuth.Core.Errors;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>All challenges, by name.</summary>
public sealed class ChallengeSet(IEnumerable<IChallenge> challenges)
{
    // Made for each request, so not a frozen one: that is quicker to read and far slower to make.
    private readonly Dictionary<string, IChallenge> _byName = challenges.ToDictionary(challenge => challenge.Name);

    /// <summary>Refuses with InvalidParameter what isn't there: what can't be asked is never skipped.</summary>
    public IChallenge this[string name] =>
        _byName.GetValueOrDefault(name) ?? throw AuthError.ChallengeUnavailable(name).AsException();
}
