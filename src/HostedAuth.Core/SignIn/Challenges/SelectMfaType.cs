using System.Text.Json;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Storage;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>SELECT_MFA_TYPE: the user has several second factors, prefers none, and chooses one.</summary>
internal sealed class SelectMfaType(PoolScope scope) : IChallenge
{
    public const string ChallengeName = "SELECT_MFA_TYPE";

    /// <summary>How AWS's documentation and older clients call codes by mail.</summary>
    private const string EmailMfa = "EMAIL_MFA";

    public string Name => ChallengeName;

    /// <summary>Nothing is guessed here.</summary>
    public int Tries => 20;

    public Task<Question> AskAsync(SignInContext at, CancellationToken cancellationToken) =>
        Task.FromResult(new Question(new Dictionary<string, string>
        {
            ["MFAS_CAN_CHOOSE"] = JsonSerializer.Serialize(Choices(at)),
            [ChallengeParameters.UserId] = at.Claimant.User!.Username,
        }));

    public Task<Outcome> AnswerAsync(
        SignInContext at,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        var answer = responses.Require(ChallengeResponses.Answer);
        var chosen = answer is EmailMfa ? SecondFactors.Email : answer;
        return Task.FromResult<Outcome>(Choices(at).Contains(chosen)
            ? new Outcome.Leads(chosen)
            : new Outcome.Wrong(AuthError.FactorNotOffered));
    }

    private IReadOnlyList<string> Choices(SignInContext at) =>
        NextStep.SecondFactorsLeft(UserFactors.Of(scope.Pool.Mfa, at.Claimant.User!), at.Attempt.Proofs);
}
