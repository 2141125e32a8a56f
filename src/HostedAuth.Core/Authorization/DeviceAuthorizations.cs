using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users.Codes;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Authorization;

/// <summary>Devices that wait for a person to decide elsewhere (RFC 8628): a browser finds them and answers.</summary>
public sealed class DeviceAuthorizations(
    HostedAuthDbContext context,
    PoolScope scope,
    AttemptLimits limits,
    TimeProvider time)
{
    /// <summary>The id under which wrong codes of everybody are counted.</summary>
    private const string Everybody = "everybody";

    /// <summary>
    /// The device that shows a code and waits. Wrong codes are counted before they are looked at (RFC 8628, section 5.1): for
    /// the address, and for who is signed in or else for all together. Where all together tried too many, nobody is refused for
    /// the others' sake: who signs in goes on. Refuses with AttemptLimitExceeded.
    /// </summary>
    /// <param name="userCode">The code, normalised.</param>
    /// <param name="userId">Who is signed in at the browser; null for nobody.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<DeviceSearch> FindByUserCodeAsync(
        string userCode,
        string? userId,
        CancellationToken cancellationToken)
    {
        await limits.CountBySiteAsync(LimitedAct.EnterUserCodeFromAddress, cancellationToken);
        var (act, who) = userId is null ? (LimitedAct.EnterUserCode, Everybody) : (LimitedAct.EnterUserCodeAsUser, userId);
        if (userId is not null)
        {
            await limits.CountAsync(act, who, cancellationToken);
        }
        else if (!await limits.TryCountAsync(act, who, cancellationToken))
        {
            // Nothing was looked at.
            await limits.TakeBackBySiteAsync(LimitedAct.EnterUserCodeFromAddress, cancellationToken);
            return new DeviceSearch.SignInFirst();
        }

        var hash = HashOfUserCode(scope.Pool, new Secret(userCode));
        var found = await Waiting().FirstOrDefaultAsync(row => row.UserCodeHash == hash, cancellationToken);
        if (found is null)
        {
            return new DeviceSearch.Unknown();
        }

        await limits.TakeBackBySiteAsync(LimitedAct.EnterUserCodeFromAddress, cancellationToken);
        await limits.TakeBackAsync(act, who, cancellationToken);
        return new DeviceSearch.Found(found);
    }

    /// <summary>The device that waits; null where it was decided about, or waited too long.</summary>
    public Task<DeviceAuthorization?> FindWaitingAsync(byte[] deviceCodeHash, CancellationToken cancellationToken) =>
        Waiting().FirstOrDefaultAsync(row => row.DeviceCodeHash == deviceCodeHash, cancellationToken);

    /// <summary>Lets the device in as who is signed in. False where it doesn't wait any more.</summary>
    public async Task<bool> TryApproveAsync(
        byte[] deviceCodeHash,
        SsoSession session,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var now = time.GetUtcNow();
        return await context.DeviceAuthorizations
            .Where(row => row.DeviceCodeHash == deviceCodeHash
                && row.State == DeviceAuthorizationState.Pending
                && row.ExpiresAt > now)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, DeviceAuthorizationState.Approved)
                    .SetProperty(row => row.UserId, session.UserId)
                    .SetProperty(row => row.SsoSessionId, session.Id)
                    .SetProperty(row => row.AuthenticatedAt, session.AuthenticatedAt)
                    .SetProperty(row => row.Amr, session.Amr)
                    .SetProperty(row => row.IsByTriggers, session.IsByTriggers),
                cancellationToken) == 1;
    }

    /// <summary>Turns the device away. False where it doesn't wait any more.</summary>
    public async Task<bool> TryDenyAsync(byte[] deviceCodeHash, CancellationToken cancellationToken) =>
        await context.DeviceAuthorizations
            .Where(row => row.DeviceCodeHash == deviceCodeHash && row.State == DeviceAuthorizationState.Pending)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, DeviceAuthorizationState.Denied),
                cancellationToken) == 1;

    /// <summary>A device code has 256 random bits, so a plain hash is enough.</summary>
    internal static byte[] HashOf(Secret deviceCode) => SHA256.HashData(Encoding.UTF8.GetBytes(deviceCode.Value));

    /// <summary>A user code has few bits: under the pool's key, so that who reads the table can't try them all.</summary>
    internal static byte[] HashOfUserCode(PoolSnapshot pool, Secret userCode) =>
        HMACSHA256.HashData(pool.Keys.CodeKey, Encoding.ASCII.GetBytes($"device {userCode.Value}"));

    private IQueryable<DeviceAuthorization> Waiting()
    {
        var now = time.GetUtcNow();
        return context.DeviceAuthorizations.AsNoTracking()
            .Where(row => row.State == DeviceAuthorizationState.Pending && row.ExpiresAt > now);
    }
}

/// <summary>What came of a code that somebody typed in.</summary>
public abstract record DeviceSearch
{
    private DeviceSearch()
    {
    }

    /// <summary>A device shows it and waits.</summary>
    public sealed record Found(DeviceAuthorization Device) : DeviceSearch;

    /// <summary>None does.</summary>
    public sealed record Unknown : DeviceSearch;

    /// <summary>So many wrong ones were typed in by people who aren't signed in that it was not looked for.</summary>
    public sealed record SignInFirst : DeviceSearch;
}
