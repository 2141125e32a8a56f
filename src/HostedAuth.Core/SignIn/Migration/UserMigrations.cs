using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignIn.Migration;

/// <summary>
/// Users who live elsewhere until they first come here with their password, or having forgotten it (UserMigration).
/// </summary>
public sealed class UserMigrations(
    UserDirectory directory,
    Passwords passwords,
    PasswordGuesses guesses,
    MigratedUsers made,
    Triggers.Triggers triggers)
{
    /// <summary>Whether the claimant may be somebody elsewhere.</summary>
    internal bool MayKnow(Claimant claimant) => claimant.User is null && IsPossible;

    /// <summary>Whether the pool has the trigger.</summary>
    internal bool IsPossible => triggers.MigratesUsers;

    /// <summary>
    /// Looks at the password of somebody unknown here: the trigger's word counts, and makes them a user. Whether there is such
    /// a person elsewhere is told only to a client that tells who exists; nor does it hear how the trigger failed.
    /// </summary>
    internal async Task<Outcome> SignInAsync(SignInContext at, Secret password, CancellationToken cancellationToken)
    {
        User? user = null;
        Outcome outcome;
        try
        {
            outcome = await guesses.LookAtAsync(
                at,
                async () => (user = await FindAsync(at, password, cancellationToken)) is not null,
                cancellationToken);
        }
        catch (AuthException failure) when (failure.Error.IsOfTrigger && at.Client.PreventsUserExistenceErrors)
        {
            return new Outcome.Wrong(AuthError.IncorrectUsernameOrPassword);
        }

        return outcome switch
        {
            Outcome.Proven proven => await AdmitAsync(at, proven, user!, cancellationToken),
            Outcome.Wrong { Error.Kind: ErrorKind.UserNotFound } => new Outcome.Wrong(AuthError.MigrationFailed(at.Client.ClientId)),
            _ => outcome,
        };
    }

    /// <summary>Makes somebody a user who forgot the password; null where the trigger knows nobody of the name.</summary>
    internal async Task<User?> FindForRecoveryAsync(ClientSnapshot client, string username, CancellationToken cancellationToken)
    {
        try
        {
            return await triggers.MigrateUserAsync(client, username, password: null, cancellationToken) is { } found
                ? await made.MakeAsync(username, found, password: null, cancellationToken)
                    ?? await directory.FindAsync(username, cancellationToken)
                : null;
        }
        catch (AuthException failure)
            when (failure.Error.Kind is ErrorKind.UserLambdaValidation
                || (failure.Error.IsOfTrigger && client.PreventsUserExistenceErrors))
        {
            return null;
        }
    }

    private async Task<User?> FindAsync(SignInContext at, Secret password, CancellationToken cancellationToken)
    {
        var username = at.Claimant.Typed ?? at.Claimant.Name;
        var found = password.Value.Length <= PasswordQuality.MaxLength
            ? await AskAsync(at.Client, username, password, cancellationToken)
            : null;
        if (found is null)
        {
            // Costs what a wrong password of a user costs.
            await passwords.VerifyAsync(null, password, cancellationToken);
            return null;
        }

        if (await made.MakeAsync(username, found, password, cancellationToken) is { } user)
        {
            return user;
        }

        // Another sign-in was quicker: from now on the password is looked at here.
        var existing = await directory.FindAsync(username, cancellationToken);
        return await passwords.VerifyAsync(existing, password, cancellationToken) ? existing : null;
    }

    /// <summary>A trigger that throws knows no such pair.</summary>
    private async Task<Triggers.MigratedUser?> AskAsync(
        ClientSnapshot client,
        string username,
        Secret password,
        CancellationToken cancellationToken)
    {
        try
        {
            return await triggers.MigrateUserAsync(client, username, password, cancellationToken);
        }
        catch (AuthException refusal) when (refusal.Error.Kind is ErrorKind.UserLambdaValidation)
        {
            return null;
        }
    }

    /// <summary>Only now it is known who begins a sign-in.</summary>
    private async Task<Outcome> AdmitAsync(
        SignInContext at,
        Outcome.Proven proven,
        User user,
        CancellationToken cancellationToken)
    {
        var claimant = at.Claimant with { User = user, Id = user.Id };
        await triggers.PreAuthenticationAsync(at.Client, claimant, cancellationToken);
        return proven with { Became = claimant };
    }
}
