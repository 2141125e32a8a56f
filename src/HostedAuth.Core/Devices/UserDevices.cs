using HostedAuth.Core.Errors;
using HostedAuth.Core.Requests;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn.Srp;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Devices;

/// <summary>The devices of users: confirmed, listed, remembered, forgotten.</summary>
public sealed class UserDevices(
    HostedAuthDbContext context,
    PoolScope scope,
    Database database,
    Sealer sealer,
    CallDetails call,
    TimeProvider time)
{
    /// <summary>
    /// Confirms the device that the caller's tokens were made on. Refuses with InvalidParameter any other key, with
    /// DeviceKeyExists, and with AccessTokenRevoked when the session has ended meanwhile.
    /// </summary>
    /// <param name="caller">Whose device, by tokens that were made on it.</param>
    /// <param name="deviceKey">As NewDeviceMetadata had it.</param>
    /// <param name="verifier">What its secret is held against.</param>
    /// <param name="name">What the owner sees; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it still needs its user's word to be remembered.</returns>
    public async Task<bool> ConfirmAsync(
        AccessTokenIdentity caller,
        string deviceKey,
        DeviceVerifier verifier,
        string? name,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(verifier);
        if (caller.Session.DeviceKey != deviceKey)
        {
            throw AuthError.InvalidDeviceKey.AsException();
        }

        var now = time.GetUtcNow();
        var asksTheUser = scope.Pool.Devices.AsksTheUser;
        var device = new Device
        {
            PoolId = scope.Pool.Id,
            Key = deviceKey,
            UserId = caller.User.Id,
            GroupKey = DeviceKeys.GroupOf(scope.Pool, deviceKey),
            Name = name,
            IsRemembered = !asksTheUser,
            LastIpAddress = call.IpAddress,
            CreatedAt = now,
            ModifiedAt = now,
            LastAuthenticatedAt = now,
        };
        device.SealedVerifier = sealer.Seal(SealKind.DeviceVerifier, OwnerOf(device), verifier.ToBytes());
        await AddAsync(device, caller.Session.Id, cancellationToken);
        return asksTheUser;
    }

    /// <summary>A confirmed device of the user, not tracked. Refuses with ResourceNotFound.</summary>
    public async Task<Device> RequireAsync(string userId, string deviceKey, CancellationToken cancellationToken) =>
        await FindAsync(userId, deviceKey, cancellationToken) ?? throw AuthError.DeviceNotFound.AsException();

    /// <summary>A confirmed device of the user, not tracked; or null.</summary>
    public Task<Device?> FindAsync(string userId, string deviceKey, CancellationToken cancellationToken) =>
        context.Devices.AsNoTracking()
            .FirstOrDefaultAsync(device => device.Key == deviceKey && device.UserId == userId, cancellationToken);

    /// <summary>The user's devices by key, those after one of them.</summary>
    /// <param name="userId">The sub.</param>
    /// <param name="after">A key; empty for the first ones.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<Device>> ListAsync(
        string userId,
        string after,
        int count,
        CancellationToken cancellationToken) =>
        await context.Devices.AsNoTracking()
            .Where(device => device.UserId == userId)
#pragma warning disable CA1309 // Translated to SQL, where columns compare by bytes.
            .Where(device => string.Compare(device.Key, after) > 0)
#pragma warning restore CA1309
            .OrderBy(device => device.Key)
            .Take(count)
            .ToListAsync(cancellationToken);

    /// <summary>Says whether the device stands in for a second factor. Refuses with ResourceNotFound.</summary>
    public async Task SetRememberedAsync(
        string userId,
        string deviceKey,
        bool isRemembered,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var changed = await context.Devices
            .Where(device => device.Key == deviceKey && device.UserId == userId)
            .ExecuteUpdateAsync(
                set => set.SetProperty(device => device.IsRemembered, isRemembered)
                    .SetProperty(device => device.ModifiedAt, now),
                cancellationToken);
        if (changed == 0)
        {
            throw AuthError.DeviceNotFound.AsException();
        }
    }

    /// <summary>
    /// Forgets the device: nothing is refreshed on it any more, and the sessions made on it end at once (in a strict pool when
    /// their access tokens do). Refuses with ResourceNotFound.
    /// </summary>
    /// <param name="userId">The owner's sub.</param>
    /// <param name="deviceKey">Which.</param>
    /// <param name="exceptTokenSessionId">The caller's own session, whose access token lives until it expires; or null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task ForgetAsync(
        string userId,
        string deviceKey,
        string? exceptTokenSessionId,
        CancellationToken cancellationToken) => context.InTransactionAsync(
            async () =>
            {
                var forgotten = await context.Devices
                    .Where(device => device.Key == deviceKey && device.UserId == userId)
                    .ExecuteDeleteAsync(cancellationToken);
                if (forgotten == 0)
                {
                    throw AuthError.DeviceNotFound.AsException();
                }

                await EndSessionsAsync(userId, deviceKey, exceptTokenSessionId, cancellationToken);
            },
            cancellationToken);

    /// <summary>The device as it proves its secret; null where it has none.</summary>
    internal SrpParty? PartyOf(Device device)
    {
        if (device.SealedVerifier is null)
        {
            return null;
        }

        var verifier = DeviceVerifier.FromBytes(
            sealer.Open(SealKind.DeviceVerifier, OwnerOf(device), device.SealedVerifier));
        return SrpParty.Of(device.GroupKey, device.Key, verifier.Salt, verifier.Verifier);
    }

    private async Task AddAsync(Device device, string tokenSessionId, CancellationToken cancellationToken)
    {
        // Written, not read: whoever ends the session, and drops its devices, waits for this save, or this save sees the end.
        context.RunWithSave(async token =>
        {
            var living = await context.TokenSessions
                .Where(session => session.Id == tokenSessionId && session.EndedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, (DateTimeOffset?)null), token);
            if (living == 0)
            {
                throw AuthError.AccessTokenRevoked.AsException();
            }
        });
        context.Devices.Add(device);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (database.IsUniqueViolation(exception))
        {
            context.Discard();
            throw AuthError.DeviceKeyExists.AsException();
        }
    }

    private async Task EndSessionsAsync(
        string userId,
        string deviceKey,
        string? exceptTokenSessionId,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var sessions = context.TokenSessions.Where(session => session.UserId == userId && session.DeviceKey == deviceKey);
        if (!scope.Pool.IsStrict)
        {
            await sessions.Where(session => session.EndedAt == null && session.Id != exceptTokenSessionId)
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), cancellationToken);
        }

        await context.RefreshChains
            .Where(chain => sessions.Any(session => session.Id == chain.TokenSessionId))
            .ExecuteDeleteAsync(cancellationToken);
    }

    private static string OwnerOf(Device device) => $"{device.PoolId}/{device.UserId}/{device.Key}";
}
