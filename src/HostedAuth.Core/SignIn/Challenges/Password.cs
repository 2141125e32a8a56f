using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>PASSWORD: the plain password, the first factor of USER_PASSWORD_AUTH and of the login page.</summary>
internal sealed class Password(Passwords passwords, Lockouts lockouts, NameTurns turns) : IChallenge
{
    public const string ChallengeName = "PASSWORD";

    /// <summary>The response that holds it.</summary>
    public const string Response = "PASSWORD";

    public string Name => ChallengeName;

    public int Tries => 5;

    public Task<Question> AskAsync(SignInContext context, CancellationToken cancellationToken) =>
        Task.FromResult(new Question(new Dictionary<string, string>()));

    public async Task<Outcome> AnswerAsync(
        SignInContext context,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        var password = new Secret(responses.Require(Response));
        var claimant = context.Claimant;

        using var turn = await turns.TakeAsync($"{context.Attempt.PoolId}/{claimant.Id}", cancellationToken);
        if (!await lockouts.TryCountAsync(claimant, cancellationToken))
        {
            return new Outcome.Wrong(AuthError.PasswordAttemptsExceeded);
        }

        if (!await IsRightAsync(claimant, password, cancellationToken))
        {
            return new Outcome.Wrong(WhyNot(claimant.User, context.Client));
        }

        await lockouts.ForgetAsync(claimant, cancellationToken);
        return new Outcome.Proven("pwd");
    }

    private async Task<bool> IsRightAsync(Claimant claimant, Secret password, CancellationToken cancellationToken)
    {
        try
        {
            return await passwords.VerifyAsync(claimant.User, password, cancellationToken);
        }
        catch (AuthException)
        {
            // The hashing lane was full: nothing was guessed, and a busy server must not lock people out.
            await lockouts.TakeBackAsync(claimant, cancellationToken);
            throw;
        }
    }

    /// <summary>A client that hides whether users exist gets one text for all that a stranger could tell apart.</summary>
    private static AuthError WhyNot(User? user, ClientSnapshot client) => user switch
    {
        _ when client.PreventsUserExistenceErrors => AuthError.IncorrectUsernameOrPassword,
        null => AuthError.UserNotFound,
        // Imported without a password: no password can be right until one is set.
        { Status: UserStatus.RESET_REQUIRED, PasswordHash: null } => AuthError.PasswordResetRequired,
        _ => AuthError.IncorrectUsernameOrPassword,
    };
}
