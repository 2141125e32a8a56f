using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Requests;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.SignIn.Srp;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Devices;

/// <summary>The devices of users: confirmed, listed, remembered. <see cref="DeviceRemoval"/> forgets them.</summary>
public sealed class UserDevices(
    HostedAuthDbContext context,
    PoolScope scope,
    Database database,
    LivingSessions living,
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
            HasProvenSecondFactor = UserFactors.AreProvenBy(caller.User, caller.Session),
            LastIpAddress = call.IpAddress,
            CreatedAt = now,
            ModifiedAt = now,
            LastAuthenticatedAt = now,
        };
        device.SealedVerifier = sealer.Seal(SealKind.DeviceVerifier, OwnerOf(device), verifier.ToBytes());
        await AddAsync(device, caller.Session, cancellationToken);
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
    /// The device has proven its secret: noted with the next save, which is refused with IncorrectUsernameOrPassword when the
    /// device was forgotten, isn't remembered any more, or doesn't stand in any more.
    /// </summary>
    internal void NoteUseWithSave(Device device) => context.RunWithSave(async cancellationToken =>
    {
        var (now, address) = (time.GetUtcNow(), call.IpAddress);
        var noted = await context.Devices
            .Where(row => row.Key == device.Key && row.UserId == device.UserId && row.IsRemembered)
            .Where(row => row.HasProvenSecondFactor || !device.HasProvenSecondFactor)
            .Where(row => row.SealedVerifier == device.SealedVerifier && row.SecretMac == device.SecretMac)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.LastAuthenticatedAt, now)
                    .SetProperty(row => row.LastIpAddress, address),
                cancellationToken);
        if (noted == 0)
        {
            throw AuthError.IncorrectUsernameOrPassword.AsException();
        }
    });

    /// <summary>
    /// A sign-in on the device proved a second factor: it stands in for one from the next save on. Who gave both factors says
    /// which device is theirs, as they could confirm a new one.
    /// </summary>
    internal void NoteSecondFactorWithSave(string userId, string deviceKey) => context.RunWithSave(cancellationToken =>
        context.Devices
            .Where(row => row.Key == deviceKey && row.UserId == userId && !row.HasProvenSecondFactor)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.HasProvenSecondFactor, true), cancellationToken));

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

    private async Task AddAsync(Device device, TokenSession made, CancellationToken cancellationToken)
    {
        context.RunWithSave(token => UserRows.LockAsync(context, device.UserId, token));
        // Whoever ends the session drops its devices too.
        living.RequireTokensWithSave(made.Id, AuthError.AccessTokenRevoked);
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

    private static string OwnerOf(Device device) => $"{device.PoolId}/{device.UserId}/{device.Key}";
}
