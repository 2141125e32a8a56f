using HostedAuth.Core.Errors;
using HostedAuth.Core.Notices;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using HostedAuth.Core.Users.Codes;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Mfa;

/// <summary>The authenticator apps of users: listed, used, removed. <see cref="AuthenticatorEnrolment"/> adds them.</summary>
public sealed class AuthenticatorApps(
    HostedAuthDbContext context,
    PoolScope scope,
    UserDirectory users,
    AttemptLimits limits,
    SecurityNotices notices,
    Sealer sealer,
    TimeProvider time)
{
    /// <summary>How many a user may have.</summary>
    public const int MostPerUser = 10;

    /// <summary>Asked with the question for a code, and with its answer.</summary>
    private static readonly CompiledList<string, AuthenticatorApp> OfUser = new((context, userId) =>
        context.AuthenticatorApps.AsNoTracking()
            .Where(app => app.UserId == userId && app.VerifiedAt != null)
            .OrderBy(app => app.CreatedAt));

    /// <summary>Those that are set up, the oldest first.</summary>
    public Task<IReadOnlyList<AuthenticatorApp>> OfUserAsync(string userId, CancellationToken cancellationToken) =>
        OfUser.RunAsync(context, userId, cancellationToken);

    /// <summary>Whether the user has one that is set up.</summary>
    public Task<bool> HasAnyAsync(string userId, CancellationToken cancellationToken) =>
        context.AuthenticatorApps.AnyAsync(app => app.UserId == userId && app.VerifiedAt != null, cancellationToken);

    /// <summary>
    /// Looks at a code of any of the user's apps. A right one is spent with the next save, which is refused with
    /// SoftwareTokenUsed when another was quicker. Guesses are counted over all sessions. Refuses with SignInCodesExceeded.
    /// </summary>
    /// <returns>Null when the code is right.</returns>
    public async Task<AuthError?> UseAsync(string userId, string code, CancellationToken cancellationToken)
    {
        await limits.CountGuessAsync(LimitedAct.AnswerSoftwareToken, userId, cancellationToken);
        var matches = (await OfUserAsync(userId, cancellationToken))
            .Select(app => (App: app, Step: Totp.Match(Open(app), code, time.GetUtcNow())))
            .Where(match => match.Step is not null)
            .ToList();
        if (matches.Count == 0)
        {
            return AuthError.CodeForUserMismatch;
        }

        limits.ForgetWithSave(LimitedAct.AnswerSoftwareToken, userId);
        if (matches.Find(match => match.Step > match.App.LastUsedStep) is not { App: { } app, Step: { } step })
        {
            return AuthError.SoftwareTokenUsed;
        }

        SpendWithSave(app, step);
        return null;
    }

    /// <summary>
    /// Removes one of the user's apps and saves the unit of work; with the last one the factor goes. Refuses with
    /// ResourceNotFound, and with InvalidParameter where the pool demands a factor and this is the last.
    /// </summary>
    /// <param name="user">Tracked.</param>
    /// <param name="id">Of the app.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task DeleteAsync(User user, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return users.ChangeAsync(
            user.Username,
            owner =>
            {
                // Whoever switches the factor on meanwhile finds the user changed, and looks for an app anew.
                UserDirectory.Touch(owner);
                context.RunWithSave(token => DeleteInSaveAsync(owner, id, token));
                return users.SaveAsync(cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>
    /// Removes all apps of the user with the next save, and the factor, and the recovery codes: whoever had one of them
    /// loses all.
    /// </summary>
    public void DeleteAllWithSave(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var wasFactor = user.ActiveFactors.Contains(SecondFactors.SoftwareToken);
        UserFactors.Deactivate(user, SecondFactors.SoftwareToken);
        context.RunWithSave(async token =>
        {
            var deleted = await context.AuthenticatorApps.Where(app => app.UserId == user.Id).ExecuteDeleteAsync(token);
            if (deleted > 0 && !wasFactor)
            {
                // Of the factor the user's row tells.
                notices.Add(user, AccountChange.AppRemoved);
            }

            await context.RecoveryCodes.Where(code => code.UserId == user.Id).ExecuteDeleteAsync(token);
        });
    }

    private async Task DeleteInSaveAsync(User user, string id, CancellationToken cancellationToken)
    {
        // Removals of one user wait for each other here, so that one of them sees the last app go.
        await UserRows.LockAsync(context, user.Id, cancellationToken);
        var deleted = await context.AuthenticatorApps
            .Where(app => app.Id == id && app.UserId == user.Id && app.VerifiedAt != null)
            .ExecuteDeleteAsync(cancellationToken);
        if (deleted == 0)
        {
            throw AuthError.AuthenticatorAppNotFound.AsException();
        }

        if (user.ActiveFactors.Contains(SecondFactors.SoftwareToken) && !await HasAnyAsync(user.Id, cancellationToken))
        {
            UserFactors.Deactivate(user, SecondFactors.SoftwareToken);
            UserFactors.CheckRequired(scope.Pool.Mfa, user);
            notices.Add(user, AccountChange.AppRemoved, AccountChange.AppFactorOff);
            return;
        }

        notices.Add(user, AccountChange.AppRemoved);
    }

    internal byte[] Open(AuthenticatorApp app) =>
        sealer.Open(SealKind.AuthenticatorSecret, OwnerOf(app.PoolId, app.UserId, app.Id), app.SealedSecret);

    internal byte[] Seal(User user, string id, byte[] secret) =>
        sealer.Seal(SealKind.AuthenticatorSecret, OwnerOf(user.PoolId, user.Id, id), secret);

    /// <summary>Of a step and all before it only one answer counts, on whatever node (RFC 6238, section 5.2).</summary>
    private void SpendWithSave(AuthenticatorApp app, long step) => context.RunWithSave(async cancellationToken =>
    {
        var spent = await context.AuthenticatorApps
            .Where(row => row.Id == app.Id && row.LastUsedStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedStep, step), cancellationToken);
        if (spent == 0)
        {
            throw AuthError.SoftwareTokenUsed.AsException();
        }
    });

    private static string OwnerOf(string poolId, string userId, string id) => $"{poolId}/{userId}/{id}";
}
