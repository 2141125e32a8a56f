using HostedAuth.Core.Errors;
using HostedAuth.Core.Risk;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn.Migration;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>PASSWORD: the plain password, the first factor of USER_PASSWORD_AUTH and of the login page.</summary>
public sealed class Password(
    Passwords passwords,
    PasswordGuesses guesses,
    CompromisedCredentials credentials,
    UserMigrations migrations) : IChallenge
{
    public const string ChallengeName = "PASSWORD";

    /// <summary>The response that holds it.</summary>
    public const string Response = "PASSWORD";

    public string Name => ChallengeName;

    public int Tries => 5;

    public string InlineResponse => Response;

    public Task<bool> IsFirstFactorOfAsync(Claimant claimant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claimant);
        return Task.FromResult(claimant.Ways?.HasPassword ?? claimant.User?.PasswordHash is not null);
    }

    public Task<Question> AskAsync(SignInContext at, CancellationToken cancellationToken) =>
        Task.FromResult(new Question(new Dictionary<string, string>()));

    public async Task<Outcome> AnswerAsync(
        SignInContext at,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        var password = new Secret(responses.Require(Response));
        var outcome = migrations.MayKnow(at.Claimant)
            ? await migrations.SignInAsync(at, password, cancellationToken)
            : await guesses.LookAtAsync(
                at,
                () => passwords.VerifyAsync(at.Claimant.User, password, cancellationToken),
                cancellationToken);
        // Asked of a right one alone: what a guess is worth is nobody's business.
        return outcome is Outcome.Proven
            && await credentials.IsBlockedAtSignInAsync(at.Client, password, cancellationToken)
            ? new Outcome.Wrong(AuthError.BlockedForSecurity)
            : outcome;
    }
}
