using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Requests;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users.Codes;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Authorization;

/// <summary>Devices that wait for a person to decide elsewhere (RFC 8628): they ask, a browser answers.</summary>
public sealed class DeviceAuthorizations(
    HostedAuthDbContext context,
    Database database,
    PoolScope scope,
    AttemptLimits limits,
    CallDetails call,
    TimeProvider time)
{
    /// <summary>How long a person has to carry the code over and sign in.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Between two polls, unless the device was too quick (RFC 8628, section 3.5).</summary>
    public const int IntervalSeconds = 5;

    /// <summary>Of two codes alike in a pool there is one chance in ten million with a thousand devices waiting.</summary>
    private const int Tries = 3;

    /// <summary>The id under which wrong codes of everybody are counted.</summary>
    private const string Everybody = "everybody";

    /// <summary>
    /// Begins one (RFC 8628, section 3.1). Refuses with RateExceeded where the deployment limits what an address asks for.
    /// </summary>
    public async Task<StartedDeviceAuthorization> StartAsync(
        ClientSnapshot client,
        IReadOnlyList<string> scopes,
        IReadOnlyList<string> resources,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        await limits.CountFromAddressAsync(LimitedAct.StartDeviceFromAddress, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var (deviceCode, userCode) = (RandomText.Handle(), UserCodes.Create());
            var row = NewRow(client, scopes, resources, deviceCode, userCode);
            context.DeviceAuthorizations.Add(row);
            try
            {
                await context.SaveChangesAsync(cancellationToken);
                return new(deviceCode, userCode, row.ExpiresAt - row.CreatedAt, row.IntervalSeconds);
            }
            catch (DbUpdateException exception) when (attempt < Tries && database.IsUniqueViolation(exception))
            {
                context.Discard();
            }
        }
    }

    /// <summary>
    /// The device that shows a code and waits; null where none does. Wrong codes are counted before they are looked at, for the
    /// address and for the pool (RFC 8628, section 5.1). Refuses with AttemptLimitExceeded.
    /// </summary>
    public async Task<DeviceAuthorization?> FindByUserCodeAsync(string userCode, CancellationToken cancellationToken)
    {
        var address = limits.KeyOfAddress();
        await limits.CountAsync(LimitedAct.EnterUserCodeFromAddress, address, cancellationToken);
        await limits.CountAsync(LimitedAct.EnterUserCode, Everybody, cancellationToken);
        var hash = HashOfUserCode(new Secret(userCode));
        var found = await Waiting().FirstOrDefaultAsync(row => row.UserCodeHash == hash, cancellationToken);
        if (found is not null)
        {
            await limits.TakeBackAsync(LimitedAct.EnterUserCodeFromAddress, address, cancellationToken);
            await limits.TakeBackAsync(LimitedAct.EnterUserCode, Everybody, cancellationToken);
        }

        return found;
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
    private byte[] HashOfUserCode(Secret userCode) =>
        HMACSHA256.HashData(scope.Pool.Keys.CodeKey, Encoding.ASCII.GetBytes($"device {userCode.Value}"));

    private IQueryable<DeviceAuthorization> Waiting()
    {
        var now = time.GetUtcNow();
        return context.DeviceAuthorizations.AsNoTracking()
            .Where(row => row.State == DeviceAuthorizationState.Pending && row.ExpiresAt > now);
    }

    private DeviceAuthorization NewRow(
        ClientSnapshot client,
        IReadOnlyList<string> scopes,
        IReadOnlyList<string> resources,
        Secret deviceCode,
        Secret userCode)
    {
        var now = time.GetUtcNow();
        return new DeviceAuthorization
        {
            PoolId = scope.Pool.Id,
            DeviceCodeHash = HashOf(deviceCode),
            UserCodeHash = HashOfUserCode(userCode),
            ClientId = client.ClientId,
            Scopes = scopes,
            Resources = resources,
            IpAddress = call.IpAddress,
            IntervalSeconds = IntervalSeconds,
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        };
    }
}

/// <summary>What a device is told when it begins (RFC 8628, section 3.2).</summary>
/// <param name="DeviceCode">What it polls with.</param>
/// <param name="UserCode">What it shows.</param>
/// <param name="Lifetime">How long both are good.</param>
/// <param name="IntervalSeconds">How long it waits between two polls.</param>
public sealed record StartedDeviceAuthorization(
    Secret DeviceCode,
    Secret UserCode,
    TimeSpan Lifetime,
    int IntervalSeconds);
