using HostedAuth.Core.AppClients;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Risk;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.SignIn.Migration;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.Core.Recovery;

/// <summary>
/// How a user who forgot the password sets a new one: by a code sent to an address proven before, and no other way.
/// </summary>
public sealed class PasswordRecovery(
    HostedAuthDbContext context,
    PoolScope scope,
    UserDirectory directory,
    Passwords passwords,
    OneTimeCodes codes,
    CodeDelivery delivery,
    AttemptLimits limits,
    Lockouts lockouts,
    AuthEvents events,
    Triggers.Triggers triggers,
    UserMigrations migrations,
    TimeProvider time)
{
    private PoolSnapshot Pool => scope.Pool;

    /// <summary>
    /// Sends a code to a verified address. Refuses with UserNotFound, NotAuthorized, InvalidParameter, LimitExceeded; a client
    /// that hides whether users exist gets made-up details instead.
    /// </summary>
    public async Task<CodeDeliveryDetails> ForgotAsync(
        ClientSnapshot client,
        string username,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (RecoveryMedium.IsAdminOnly(Pool))
        {
            throw AuthError.ContactAdministrator.AsException();
        }

        await limits.CountFromAddressAsync(LimitedAct.CodeFromAddress, cancellationToken);
        var (user, refusal) = await FindAsync(client, username, LimitedAct.ForgotPassword, cancellationToken);
        var pretended = Pretend(username);
        var details = refusal is null
            ? await delivery.SendAsync(
                client,
                user!,
                CodePurpose.ResetPassword,
                MessagePurpose.ForgotPassword,
                RecoveryMedium.Of(Pool, user!)!,
                cancellationToken)
            : await delivery.PretendAsync(
                client, pretended, CodePurpose.ResetPassword, MessagePurpose.ForgotPassword, cancellationToken);
        events.RecordWithSave(Event(client, refusal is null ? user! : pretended, AuthEventResponses.InProgress));
        await delivery.SaveAsync(cancellationToken);
        return details;
    }

    /// <summary>
    /// Sets the new password by the code, confirms the user, ends the user's sessions (not in a strict pool) and forgets
    /// failed passwords. Refuses with CodeMismatch, ExpiredCode, InvalidPassword, PasswordHistoryPolicyViolation,
    /// UserNotFound, NotAuthorized, LimitExceeded.
    /// </summary>
    public async Task ConfirmAsync(
        ClientSnapshot client,
        string username,
        Secret code,
        Secret newPassword,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        passwords.CheckPolicy(newPassword);
        var (user, refusal) = await FindAsync(client, username, LimitedAct.ConfirmForgotPassword, cancellationToken);
        // AWS answers so without a look at the code; a pool that isn't strict treats the name like any other.
        if (Pool.IsStrict && refusal is not null && user is not { Enabled: true })
        {
            throw AuthError.CodeMismatch.AsException();
        }

        var subject = refusal is null ? user! : Pretend(username);
        try
        {
            var checkedCode = await codes.CheckAsync(subject.Id, CodePurpose.ResetPassword, code, cancellationToken);
            if (refusal is not null)
            {
                throw AuthError.CodeMismatch.AsException();
            }

            events.RecordWithSave(Event(client, subject, AuthEventResponses.Pass));
            await SetAsync(user!, checkedCode, newPassword, cancellationToken);
        }
        catch (AuthException)
        {
            context.Discard();
            await events.RecordAsync(Event(client, subject, AuthEventResponses.Fail), cancellationToken);
            throw;
        }

        await triggers.PostRecoveryAsync(client, user!, cancellationToken);
    }

    private async Task SetAsync(User user, OneTimeCode code, Secret newPassword, CancellationToken cancellationToken)
    {
        // An address that was changed since is no proof of being this user, however right the code.
        var isStillProven = user.HasVerified(code.Attribute)
            && user.Attributes[code.Attribute] == code.Destination;
        if (!isStillProven)
        {
            throw AuthError.ExpiredCode.AsException();
        }

        await passwords.SetAsync(user, newPassword, temporary: false, cancellationToken);
        user.Status = UserStatus.CONFIRMED;
        await context.InTransactionAsync(
            async () =>
            {
                await codes.ConsumeAsync(code, cancellationToken);
                await lockouts.ForgetAsync(new Claimant(user, user.Id, user.Username), Guess.Password, cancellationToken);
                await passwords.SaveAsync(user, exceptTokenSessionId: null, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>
    /// The user, and why there is no recovery for them; thrown right here when the client may know. The attempt is counted,
    /// also under a name that nobody has.
    /// </summary>
    private async Task<(User? User, AuthError? Refusal)> FindAsync(
        ClientSnapshot client,
        string username,
        LimitedAct act,
        CancellationToken cancellationToken)
    {
        var user = await directory.FindAsync(username, cancellationToken);
        var isMigration = user is null && act is LimitedAct.ForgotPassword && migrations.IsPossible;
        if (isMigration)
        {
            await limits.CountAsync(act, Pretend(username).Id, cancellationToken);
            user = await migrations.FindForRecoveryAsync(client, username, cancellationToken);
        }

        var refusal = user is null ? AuthError.UsernameClientCombinationNotFound : Refusal(user);
        if (refusal is not null && !Hides(client, user))
        {
            throw refusal.AsException();
        }

        if (!isMigration)
        {
            await limits.CountAsync(act, (user ?? Pretend(username)).Id, cancellationToken);
        }

        return (user, refusal);
    }

    private AuthError? Refusal(User user) => user switch
    {
        { Enabled: false } => AuthError.PasswordCannotBeReset,
        { Status: UserStatus.FORCE_CHANGE_PASSWORD or UserStatus.EXTERNAL_PROVIDER } => AuthError.PasswordCannotBeReset,
        _ when RecoveryMedium.Of(Pool, user) is null => AuthError.NoVerifiedAddress,
        _ => null,
    };

    /// <summary>AWS tells of users who wait for their first password, even to clients that hide whether users exist.</summary>
    private bool Hides(ClientSnapshot client, User? user) =>
        client.IsHidingUsers || (client.PreventsUserExistenceErrors
        && !(Pool.IsStrict && user is { Enabled: true, Status: UserStatus.FORCE_CHANGE_PASSWORD }));

    private static NewAuthEvent Event(ClientSnapshot client, User subject, string response) =>
        new(AuthEventTypes.ForgotPassword, subject.Id, client.ClientId, response);

    private User Pretend(string username) => PretendedUser.WithAnAddress(
        Pool,
        directory.Normalize(username),
        delivery.Reachable(RecoveryMedium.LikelyAttributes(Pool)),
        time.GetUtcNow());
}
