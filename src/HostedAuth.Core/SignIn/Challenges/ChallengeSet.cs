using System.Collections.Frozen;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>All challenges, by name.</summary>
public sealed class ChallengeSet(IEnumerable<IChallenge> challenges)
{
    private readonly FrozenDictionary<string, IChallenge> _byName = challenges.ToFrozenDictionary(challenge => challenge.Name);

    /// <summary>Refuses with InvalidParameter what isn't there: what can't be asked is never skipped.</summary>
    public IChallenge this[string name] =>
        _byName.GetValueOrDefault(name) ?? throw AuthError.ChallengeUnavailable(name).AsException();

    /// <summary>The second factors that the user has active, by name, in a fixed order.</summary>
    public IReadOnlyList<string> SecondFactorsOf(User user) =>
        [.. _byName.Values.Where(challenge => challenge.IsSecondFactorOf(user)).Select(challenge => challenge.Name).Order()];
}
