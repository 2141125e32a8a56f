using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>One guess at a password, in clear or by SRP: each is counted, and the locked are turned away unheard.</summary>
public sealed class PasswordGuesses(Lockouts lockouts, NameTurns turns)
{
    /// <param name="at">Who guesses.</param>
    /// <param name="isRight">Looks at the guess; costs the same for a pretence.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Outcome> LookAtAsync(
        SignInContext at,
        Func<Task<bool>> isRight,
        CancellationToken cancellationToken)
    {
        var claimant = at.Claimant;
        using var turn = await turns.TakeAsync($"{at.Attempt.PoolId}/{claimant.Id}", cancellationToken);
        if (!await lockouts.TryCountAsync(claimant, Guess.Password, cancellationToken))
        {
            return new Outcome.Wrong(AuthError.PasswordAttemptsExceeded);
        }

        if (!await IsRightAsync(claimant, isRight, cancellationToken))
        {
            return new Outcome.Wrong(WhyNot(claimant.User, at.Client));
        }

        await lockouts.ForgetAsync(claimant, Guess.Password, cancellationToken);
        return new Outcome.Proven(AuthenticationLevels.PasswordMethod);
    }

    private async Task<bool> IsRightAsync(Claimant claimant, Func<Task<bool>> isRight, CancellationToken cancellationToken)
    {
        try
        {
            return await isRight();
        }
        catch (AuthException exception) when (exception.Error.Kind is ErrorKind.TooManyRequests || exception.Error.IsOfTrigger)
        {
            // The hashing lane was full, or a trigger is dead: nothing was guessed, and that must not lock people out.
            await lockouts.TakeBackAsync(claimant, Guess.Password, cancellationToken);
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
