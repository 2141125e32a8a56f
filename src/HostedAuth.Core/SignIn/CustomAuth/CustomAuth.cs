using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.SignIn.Srp;
using HostedAuth.Core.Storage;

namespace HostedAuth.Core.SignIn.CustomAuth;

/// <summary>
/// CUSTOM_AUTH: after every answer DefineAuthChallenge says what comes next. It may ask for its own challenge, for the
/// password where the client began with SRP, and for a second factor that the user has active.
/// </summary>
public sealed class CustomAuth(PoolScope scope, Triggers.Triggers triggers)
{
    /// <summary>What a function in a loop can cost; nobody answers so often.</summary>
    private const int MostRounds = 20;

    /// <summary>Refuses as triggers do, and with InvalidLambdaResponse a challenge that can't be asked.</summary>
    internal async Task<Direction> NextAsync(SignInContext at, CancellationToken cancellationToken)
    {
        var progress = at.Attempt.Custom!;
        if (progress.Rounds.Count >= MostRounds)
        {
            return new Direction.Refuse(AuthError.IncorrectUsernameOrPassword);
        }

        var defined = await triggers.DefineAuthChallengeAsync(at.Client, at.Claimant, progress.Rounds, cancellationToken);
        return defined switch
        {
            { Fails: true } => new Direction.Refuse(AuthError.IncorrectUsernameOrPassword),
            { IssuesTokens: true } => new Direction.Issue(),
            { ChallengeName: CustomChallenge.ChallengeName } => new Direction.Ask(CustomChallenge.ChallengeName, SignInAttempt.NoMemory),
            { ChallengeName: PasswordVerifier.ChallengeName } when progress.PublicValue is { } publicValue =>
                new Direction.Ask(
                    PasswordVerifier.ChallengeName,
                    new Dictionary<string, string> { [SrpHandshakes.PublicValueResponse] = publicValue }),
            { ChallengeName: { } name } => FactorOf(at, name),
            _ => throw AuthError.TriggerAnswerUnreadable.AsException(),
        };
    }

    /// <summary>A pretence has no factors, and must not be told by what it can't be asked.</summary>
    private Direction FactorOf(SignInContext at, string name)
    {
        if (at.Claimant.User is not { } user)
        {
            return new Direction.Refuse(AuthError.IncorrectUsernameOrPassword);
        }

        return UserFactors.Of(scope.Pool.Mfa, user).Contains(name)
            ? new Direction.Ask(name, SignInAttempt.NoMemory)
            : throw AuthError.TriggerAnswerUnreadable.AsException();
    }
}
