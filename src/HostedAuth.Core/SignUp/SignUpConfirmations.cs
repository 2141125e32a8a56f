using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Risk;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.Core.SignUp;

/// <summary>How people who signed up are confirmed: by a code sent to an address, or by an administrator.</summary>
public sealed partial class SignUpConfirmations(
    HostedAuthDbContext context,
    PoolScope scope,
    UserDirectory directory,
    OneTimeCodes codes,
    CodeDelivery delivery,
    AttemptLimits limits,
    AuthEvents events,
    Triggers.Triggers triggers,
    TimeProvider time)
{
    private PoolSnapshot Pool => scope.Pool;

    /// <summary>
    /// Confirms the user, and as verified the address that the code went to. Refuses with CodeMismatch, ExpiredCode,
    /// AliasExists, UserNotFound, NotAuthorized, LimitExceeded.
    /// </summary>
    /// <param name="client">The client that asks.</param>
    /// <param name="username">As typed.</param>
    /// <param name="code">As typed, or out of the link.</param>
    /// <param name="forceAlias">Whether the address may be taken from another user who has it as an alias.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The user, and where the code went: email or phone_number.</returns>
    public async Task<(User User, string Attribute)> ConfirmAsync(
        ClientSnapshot client,
        string username,
        Secret code,
        bool forceAlias,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        var user = await FindAsync(client, username, LimitedAct.ConfirmSignUp, cancellationToken);
        var refusal = user switch
        {
            null => AuthError.CodeMismatch,
            { Enabled: false } => AuthError.UserDisabled,
            { Status: not UserStatus.UNCONFIRMED } => AuthError.CannotBeConfirmed(user.Status),
            _ => null,
        };
        if (refusal is not null && !Hides(client, user))
        {
            throw refusal.AsException();
        }

        var subject = refusal is null ? user! : Pretend(username);
        var checkedCode = await codes.CheckAsync(subject.Id, CodePurpose.ConfirmSignUp, code, cancellationToken);
        if (refusal is not null)
        {
            throw AuthError.CodeMismatch.AsException();
        }

        await ConfirmAsync(user!, checkedCode, forceAlias, cancellationToken);
        await triggers.PostConfirmationAsync(client, user!, cancellationToken);
        return (user!, checkedCode.Attribute);
    }

    /// <summary>
    /// Confirms the user in an administrator's name, without a code and without verifying an address. Refuses with
    /// UserNotFound and NotAuthorized.
    /// </summary>
    public async Task ConfirmByAdministratorAsync(string username, CancellationToken cancellationToken)
    {
        User? confirmed = null;
        await directory.ChangeAsync(
            username,
            user =>
            {
                if (user.Status != UserStatus.UNCONFIRMED)
                {
                    throw AuthError.CannotBeConfirmed(user.Status).AsException();
                }

                user.Status = UserStatus.CONFIRMED;
                confirmed = user;
                return directory.SaveAsync(cancellationToken);
            },
            cancellationToken);
        await triggers.PostConfirmationAsync(client: null, confirmed!, cancellationToken);
    }

    private async Task ConfirmAsync(
        User user,
        OneTimeCode code,
        bool forceAlias,
        CancellationToken cancellationToken)
    {
        // The code proves the address it went to. Where that isn't the user's any more, it proves nothing.
        if (user.Attributes.GetValueOrDefault(code.Attribute) != code.Destination)
        {
            throw AuthError.ExpiredCode.AsException();
        }

        user.Status = UserStatus.CONFIRMED;
        await directory.SetAttributesAsync(
            user,
            new Dictionary<string, string?> { [$"{code.Attribute}_verified"] = "true" },
            cancellationToken);
        await context.InTransactionAsync(
            async () =>
            {
                await codes.ConsumeAsync(code, cancellationToken);
                if (forceAlias)
                {
                    await directory.TakeAliasesAsync(user, cancellationToken);
                }

                await directory.SaveAsync(cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>
    /// The user, whose attempt is counted, as is that of a name nobody has; a client may be told that nobody has it.
    /// </summary>
    private async Task<User?> FindAsync(
        ClientSnapshot client,
        string username,
        LimitedAct act,
        CancellationToken cancellationToken)
    {
        var user = await directory.FindAsync(username, cancellationToken);
        if (user is null && !client.PreventsUserExistenceErrors)
        {
            throw AuthError.UsernameClientCombinationNotFound.AsException();
        }

        await limits.CountAsync(act, (user ?? Pretend(username)).Id, cancellationToken);
        return user;
    }

    /// <summary>
    /// Whether the answer must not tell how the user stands. That a user is confirmed is told as long as people may sign up,
    /// since signing up under the name tells it too.
    /// </summary>
    private bool Hides(ClientSnapshot client, User? user)
    {
        var isToldAnyway = user is { Enabled: true, Status: not UserStatus.UNCONFIRMED }
            && (Pool.IsStrict || !Pool.AdminCreatesUsersOnly);
        return client.IsHidingUsers || (client.PreventsUserExistenceErrors && !isToldAnyway);
    }

    private User Pretend(string username) => PretendedUser.WithAnAddress(
        Pool,
        directory.Normalize(username),
        delivery.Reachable(VerificationMedium.Candidates(Pool)),
        time.GetUtcNow());
}
