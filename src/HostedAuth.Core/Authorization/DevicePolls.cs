using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Authorization;

/// <summary>A device asks what became of its request (RFC 8628, section 3.4).</summary>
public sealed class DevicePolls(HostedAuthDbContext context, PoolScope scope, TimeProvider time)
{
    /// <summary>What a device that was too quick waits longer from then on (RFC 8628, section 3.5).</summary>
    private const int SlowerBySeconds = 5;

    /// <summary>A poll on time that the network delivers a little early is still on time.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// One poll. An approval is spent by it, once, with the next save, which is the issuer's: what fails before costs nobody
    /// another approval. Refuses with InvalidDeviceCode for a code that is unknown, another client's or spent, whose browser
    /// was signed out meanwhile, or that was approved by a second factor from before those that count now; as
    /// <see cref="TokenGate"/>; and as the issuer does.
    /// </summary>
    /// <param name="client">The authenticated client.</param>
    /// <param name="deviceCode">As presented.</param>
    /// <param name="issue">Issues what was approved, and saves the unit of work.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<DevicePoll> PollAsync(
        ClientSnapshot client,
        Secret deviceCode,
        Func<Grant, Task<TokenSet>> issue,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(issue);
        var hash = DeviceAuthorizations.HashOf(deviceCode);
        var row = await context.DeviceAuthorizations.AsNoTracking()
            .FirstOrDefaultAsync(one => one.DeviceCodeHash == hash, cancellationToken);
        if (row is null || row.ClientId != client.ClientId || row.State is DeviceAuthorizationState.Redeemed)
        {
            throw AuthError.InvalidDeviceCode.AsException();
        }

        return row switch
        {
            { State: DeviceAuthorizationState.Denied } => new DevicePoll.Denied(),
            _ when row.ExpiresAt <= time.GetUtcNow() => new DevicePoll.Expired(),
            { State: DeviceAuthorizationState.Approved } => await SpendAsync(client, row, issue, cancellationToken),
            _ => await IsOnTimeAsync(row, cancellationToken) ? new DevicePoll.Pending() : new DevicePoll.TooQuick(),
        };
    }

    /// <summary>One statement decides which of two polls at once was on time; another makes the device slower.</summary>
    private async Task<bool> IsOnTimeAsync(DeviceAuthorization row, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var earliest = now - TimeSpan.FromSeconds(row.IntervalSeconds) + Leeway;
        var rows = context.DeviceAuthorizations.Where(one => one.DeviceCodeHash == row.DeviceCodeHash);
        var onTime = await rows
            .Where(one => one.IntervalSeconds == row.IntervalSeconds && (one.PolledAt == null || one.PolledAt <= earliest))
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.PolledAt, now), cancellationToken);
        if (onTime == 0)
        {
            await rows.ExecuteUpdateAsync(
                set => set.SetProperty(one => one.IntervalSeconds, one => one.IntervalSeconds + SlowerBySeconds)
                    .SetProperty(one => one.PolledAt, now),
                cancellationToken);
        }

        return onTime == 1;
    }

    private async Task<DevicePoll> SpendAsync(
        ClientSnapshot client,
        DeviceAuthorization row,
        Func<Grant, Task<TokenSet>> issue,
        CancellationToken cancellationToken)
    {
        if (await FindApproverAsync(row, cancellationToken) is not { User: var user } approver
            || UserFactors.IsOutdated(user, approver.Session, row.Amr, row.AuthenticatedAt!.Value))
        {
            throw AuthError.InvalidDeviceCode.AsException();
        }

        TokenGate.Check(user);
        context.RunWithSave(async token =>
        {
            var spent = await context.DeviceAuthorizations
                .Where(one => one.DeviceCodeHash == row.DeviceCodeHash && one.State == DeviceAuthorizationState.Approved)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.State, DeviceAuthorizationState.Redeemed), token);
            if (spent == 0)
            {
                throw AuthError.InvalidDeviceCode.AsException();
            }
        });
        return new DevicePoll.Approved(await issue(GrantOf(row, client, user)));
    }

    private Grant GrantOf(DeviceAuthorization row, ClientSnapshot client, User user) => new()
    {
        Client = client,
        User = user,
        Scopes = row.Scopes,
        Resources = row.Resources,
        AuthenticatedAt = row.AuthenticatedAt!.Value,
        Amr = row.Amr,
        Acr = AuthenticationLevels.ValueOf(scope.Pool, AuthenticationLevels.Of(row.Amr)),
        IsByTriggers = row.IsByTriggers,
        SsoSessionId = row.SsoSessionId,
        ByOAuth = true,
    };

    /// <summary>Who approved, while the browser that they did it in is signed in.</summary>
    private Task<SsoSessionUser?> FindApproverAsync(DeviceAuthorization row, CancellationToken cancellationToken) => (
        from session in context.SsoSessions.AsNoTracking()
        join user in context.Users on session.UserId equals user.Id
        where session.Id == row.SsoSessionId && session.EndedAt == null && user.Id == row.UserId
        select new SsoSessionUser(session, user)).FirstOrDefaultAsync(cancellationToken);
}

/// <summary>What a device is told (RFC 8628, section 3.5).</summary>
public abstract record DevicePoll
{
    private DevicePoll()
    {
    }

    /// <summary>Nobody has decided yet.</summary>
    public sealed record Pending : DevicePoll;

    /// <summary>It asks too often.</summary>
    public sealed record TooQuick : DevicePoll;

    /// <summary>It was turned away.</summary>
    public sealed record Denied : DevicePoll;

    /// <summary>Nobody decided in time.</summary>
    public sealed record Expired : DevicePoll;

    /// <summary>It was let in.</summary>
    public sealed record Approved(TokenSet Tokens) : DevicePoll;
}
