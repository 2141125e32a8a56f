using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn.CustomAuth;
using HostedAuth.Core.SignIn.Srp;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>
/// The beginning of CUSTOM_AUTH, which is never asked for: with nothing, or with CHALLENGE_NAME SRP_A and its value.
/// </summary>
public sealed class CustomStart : IChallenge
{
    public const string ChallengeName = "CUSTOM_AUTH";

    private const string First = "CHALLENGE_NAME";

    public string Name => ChallengeName;

    public int Tries => 1;

    public Task<Question> AskAsync(SignInContext at, CancellationToken cancellationToken) =>
        throw AuthError.ChallengeUnavailable(ChallengeName).AsException();

    public Task<Outcome> AnswerAsync(
        SignInContext at,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        return Task.FromResult<Outcome>(at.TellsOfNobody
            ? new Outcome.Wrong(AuthError.UserNotFound)
            : new Outcome.Directed(Begin(responses)));
    }

    private static CustomProgress Begin(IReadOnlyDictionary<string, string> responses)
    {
        const string bySrp = SrpHandshakes.PublicValueResponse;
        var first = responses.GetValueOrDefault(First);
        if (first == bySrp)
        {
            // It travels in the session until PASSWORD_VERIFIER is asked: only one that will do there.
            SrpServer.ReadPublicValue(responses.Require(bySrp));
        }

        return first switch
        {
            null or "" or CustomChallenge.ChallengeName => new CustomProgress(),
            bySrp => new CustomProgress { PublicValue = responses.Require(bySrp) }
                .With(new CustomRound(bySrp, Result: true, Metadata: null)),
            _ => throw AuthError.InvalidParameter("CHALLENGE_NAME can only be SRP_A").AsException(),
        };
    }
}
