using System.Buffers.Text;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Notices;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Passkeys;

/// <summary>The passkeys of users: listed and removed.</summary>
public sealed class Passkeys(HostedAuthDbContext context, PoolScope scope, UserDirectory users, SecurityNotices notices)
{
    /// <summary>How many a user may have.</summary>
    public const int MostPerUser = 20;

    /// <summary>Every step of a sign-in by passkey asks it.</summary>
    private static readonly CompiledList<string, Passkey> OfUser = new((context, userId) =>
        context.Passkeys.AsNoTracking().Where(passkey => passkey.UserId == userId).OrderBy(passkey => passkey.CreatedAt));

    /// <summary>Passkeys of a user, the oldest first.</summary>
    public Task<IReadOnlyList<Passkey>> OfUserAsync(string userId, CancellationToken cancellationToken) =>
        OfUser.RunAsync(context, userId, cancellationToken);

    /// <summary>
    /// Removes a passkey of the user; with the last one the second factor goes. Refuses with ResourceNotFound, and with
    /// InvalidParameter where the pool demands a factor and this is the last.
    /// </summary>
    /// <param name="user">The owner; tracked.</param>
    /// <param name="credentialId">In base64url, as the list has it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task DeleteAsync(User user, string credentialId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        byte[] id = Base64Url.IsValid(credentialId) ? Base64Url.DecodeFromChars(credentialId) : [];
        return users.ChangeAsync(
            user.Username,
            owner =>
            {
                // Whoever switches the factor on meanwhile finds the user changed, and looks for a passkey anew.
                UserDirectory.Touch(owner);
                context.RunWithSave(token => DeleteInSaveAsync(owner, id, token));
                return users.SaveAsync(cancellationToken);
            },
            cancellationToken);
    }

    private async Task DeleteInSaveAsync(User user, byte[] id, CancellationToken cancellationToken)
    {
        // Changes to one user's passkeys wait for each other here, so that what is counted stays true.
        await UserRows.LockAsync(context, user.Id, cancellationToken);
        var deleted = await context.Passkeys
            .Where(passkey => passkey.CredentialId == id && passkey.UserId == user.Id)
            .ExecuteDeleteAsync(cancellationToken);
        if (deleted == 0)
        {
            throw AuthError.PasskeyNotFound.AsException();
        }

        if (user.ActiveFactors.Contains(SecondFactors.Passkey)
            && !await context.Passkeys.AnyAsync(passkey => passkey.UserId == user.Id, cancellationToken))
        {
            UserFactors.Deactivate(user, SecondFactors.Passkey);
            UserFactors.CheckRequired(scope.Pool.Mfa, user);
            notices.Add(user, AccountChange.PasskeyRemoved, AccountChange.PasskeyFactorOff);
            return;
        }

        notices.Add(user, AccountChange.PasskeyRemoved);
    }
}
