using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Storage;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>
/// RECOVERY_CODE, beyond Cognito: stands in for any second factor that is asked for. An API client, whose contract knows no
/// such challenge, answers the one it was asked with the response RECOVERY_CODE.
/// </summary>
internal sealed class RecoveryCodeChallenge(PoolScope scope, RecoveryCodes codes) : IChallenge
{
    public const string ChallengeName = "RECOVERY_CODE";

    /// <summary>The response that holds the code.</summary>
    public const string Response = "RECOVERY_CODE";

    public string Name => ChallengeName;

    public int Tries => 5;

    public Task<Question> AskAsync(SignInContext at, CancellationToken cancellationToken) =>
        Task.FromResult(new Question(new Dictionary<string, string>
        {
            [ChallengeParameters.UserId] = at.Claimant.User!.Username,
        }));

    public async Task<Outcome> AnswerAsync(
        SignInContext at,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        var factors = UserFactors.Of(scope.Pool.Mfa, at.Claimant.User!);
        if (NextStep.SecondFactorsLeft(factors, at.Attempt.Proofs).Count == 0)
        {
            // There is nothing left to stand in for.
            return new Outcome.Wrong(AuthError.InvalidSession);
        }

        return await codes.UseAsync(at.Claimant.User!, responses.Require(Response), cancellationToken) is { } error
            ? new Outcome.Wrong(error)
            : new Outcome.Proven("recovery_code") { Factor = ChallengeName };
    }
}
