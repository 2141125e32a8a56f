using HostedAuth.Core.Errors;
using HostedAuth.Core.Risk;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Users;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.Core.Recovery;

/// <summary>How a signed-in user changes the password.</summary>
public sealed class PasswordChange(
    HostedAuthDbContext context,
    Passwords passwords,
    AttemptLimits limits,
    Lockouts lockouts,
    AuthEvents events)
{
    /// <summary>
    /// Sets the new password and ends the user's other sessions (not in a strict pool). Refuses with
    /// IncorrectUsernameOrPassword, InvalidPassword, PasswordHistoryPolicyViolation, PasswordResetRequired,
    /// PasswordAttemptsExceeded, PasswordCannotBeReset, LimitExceeded.
    /// </summary>
    /// <param name="caller">Who changes it; this session lives on.</param>
    /// <param name="previous">The password so far; null only when the user has none.</param>
    /// <param name="proposed">The new one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ChangeAsync(
        AccessTokenIdentity caller,
        Secret? previous,
        Secret proposed,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var user = caller.User;
        RefuseByStatus(user);
        passwords.CheckPolicy(proposed);
        await limits.CountAsync(LimitedAct.ChangePassword, user.Id, cancellationToken);
        var claimant = new Claimant(user, user.Id, user.Username);
        if (user.PasswordHash is not null)
        {
            await ProveAsync(claimant, caller.Session.ClientId, previous, cancellationToken);
        }

        await passwords.SetAsync(user, proposed, temporary: false, cancellationToken);
        user.Status = UserStatus.CONFIRMED;
        events.RecordWithSave(
            new(AuthEventTypes.PasswordChange, user.Id, caller.Session.ClientId, AuthEventResponses.Pass));
        await context.InTransactionAsync(
            async () =>
            {
                await lockouts.ForgetAsync(claimant, Guess.Password, cancellationToken);
                await passwords.SaveAsync(user, caller.Session.Id, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>A guess here counts as one at sign-in: a stolen token must not open a second way to guess.</summary>
    private async Task ProveAsync(
        Claimant claimant,
        string clientId,
        Secret? previous,
        CancellationToken cancellationToken)
    {
        if (!await lockouts.TryCountAsync(claimant, Guess.Password, cancellationToken))
        {
            throw AuthError.PasswordAttemptsExceeded.AsException();
        }

        var isRight = previous is { } given && await passwords.VerifyAsync(claimant.User, given, cancellationToken);
        if (!isRight)
        {
            await events.RecordAsync(
                new(AuthEventTypes.PasswordChange, claimant.Id, clientId, AuthEventResponses.Fail),
                cancellationToken);
            throw AuthError.IncorrectUsernameOrPassword.AsException();
        }
    }

    private static void RefuseByStatus(User user)
    {
        var refusal = user.Status switch
        {
            UserStatus.UNCONFIRMED => AuthError.UserNotConfirmed,
            UserStatus.RESET_REQUIRED => AuthError.PasswordResetRequired,
            UserStatus.EXTERNAL_PROVIDER => AuthError.PasswordCannotBeReset,
            _ => null,
        };
        if (refusal is not null)
        {
            throw refusal.AsException();
        }
    }
}
