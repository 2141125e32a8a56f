using System.Collections.Frozen;
using HostedAuth.Core.Errors;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>All challenges, by name.</summary>
public sealed class ChallengeSet(IEnumerable<IChallenge> challenges)
{
    private readonly FrozenDictionary<string, IChallenge> _byName = challenges.ToFrozenDictionary(challenge => challenge.Name);

    /// <summary>Refuses with InvalidParameter what isn't there: what can't be asked is never skipped.</summary>
    public IChallenge this[string name] =>
        _byName.GetValueOrDefault(name) ?? throw AuthError.ChallengeUnavailable(name).AsException();
}
