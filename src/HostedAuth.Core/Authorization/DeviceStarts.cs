using HostedAuth.Core.AppClients;
using HostedAuth.Core.Requests;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users.Codes;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Authorization;

/// <summary>Devices that ask to be let in (RFC 8628, section 3.1).</summary>
public sealed class DeviceStarts(
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

    /// <summary>
    /// So many devices of a client may wait. From then on each address may begin but a few: a flood from some of them neither
    /// fills the table nor keeps the devices of all others out.
    /// </summary>
    private const int MaxWaiting = 1000;

    /// <summary>Of two codes alike in a pool there is one chance in ten million with a thousand devices waiting.</summary>
    private const int Tries = 3;

    /// <summary>
    /// Begins one. Refuses with RateExceeded where an address asks for too many, or for some while very many devices of the
    /// client wait.
    /// </summary>
    public async Task<StartedDeviceAuthorization> StartAsync(
        ClientSnapshot client,
        IReadOnlyList<string> scopes,
        IReadOnlyList<string> resources,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        await CountAsync(client, cancellationToken);
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

    private async Task CountAsync(ClientSnapshot client, CancellationToken cancellationToken)
    {
        await limits.CountFromAddressAsync(LimitedAct.StartDeviceFromAddress, cancellationToken);
        var (clientId, now) = (client.ClientId, time.GetUtcNow());
        var waiting = await context.DeviceAuthorizations.CountAsync(
            row => row.ClientId == clientId && row.ExpiresAt > now && row.State == DeviceAuthorizationState.Pending,
            cancellationToken);
        if (waiting >= MaxWaiting)
        {
            await limits.CountByMinuteAsync(LimitedAct.StartDeviceOfMany, limits.KeyOfAddress(clientId), cancellationToken);
        }
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
            DeviceCodeHash = DeviceAuthorizations.HashOf(deviceCode),
            UserCodeHash = DeviceAuthorizations.HashOfUserCode(scope.Pool, userCode),
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
