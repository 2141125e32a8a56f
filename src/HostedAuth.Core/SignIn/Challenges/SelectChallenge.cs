using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn.Migration;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>
/// SELECT_CHALLENGE: which first factor to go on with (USER_AUTH). The choice may bring its answer along: a password, or the
/// public value of SRP.
/// </summary>
public sealed class SelectChallenge(Claimants claimants, FirstFactors firstFactors, UserMigrations migrations) : IChallenge
{
    public const string ChallengeName = "SELECT_CHALLENGE";

    /// <summary>The parameter of a beginning that names a choice; where it can't be had, all are offered.</summary>
    public const string Preference = "PREFERRED_CHALLENGE";

    public string Name => ChallengeName;

    public int Tries => 5;

    public async Task<Question> AskAsync(SignInContext at, CancellationToken cancellationToken) => new(
        new Dictionary<string, string> { [SignInFlow.UsernameResponse] = claimants.CanonicalNameOf(at.Claimant) })
    {
        Choices = await firstFactors.OfAsync(at.Claimant, cancellationToken),
    };

    public async Task<Outcome> AnswerAsync(
        SignInContext at,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        if (at.TellsOfNobody && !migrations.MayKnow(at.Claimant))
        {
            return new Outcome.Wrong(AuthError.UserNotFound);
        }

        var isPreference = responses.TryGetValue(Preference, out var preferred);
        var choice = isPreference ? preferred! : responses.Require(ChallengeResponses.Answer);
        var choices = await firstFactors.OfAsync(at.Claimant, cancellationToken);
        if (choices.Contains(choice))
        {
            return new Outcome.Leads(choice)
            {
                Choices = choices,
                IsAnswered = firstFactors.IsAnswered(choice, responses),
            };
        }

        return isPreference
            ? new Outcome.Leads(ChallengeName)
            : new Outcome.Wrong(AuthError.ChallengeNotOffered(choice));
    }
}
