using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Risk;

/// <summary>Sets what a pool, or one of its clients, makes of risks.</summary>
public sealed class RiskConfigurations(
    HostedAuthDbContext context,
    PoolScope scope,
    PoolDirectory directory,
    TimeProvider time)
{
    /// <summary>
    /// Replaces the configuration; one without any part is taken away. A client's own counts instead of the pool's. Refuses
    /// with UserPoolAddOnNotEnabled, ResourceNotFound, InvalidParameter.
    /// </summary>
    /// <param name="clientId">The client; null for the pool.</param>
    /// <param name="takeover">What follows from a sign-in that looks like somebody else's.</param>
    /// <param name="credentials">What follows from a password that is known.</param>
    /// <param name="exceptions">Addresses that are treated apart.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>As it is now; null when there is none any more.</returns>
    public async Task<RiskSettings?> SetAsync(
        string? clientId,
        AccountTakeoverRiskConfiguration? takeover,
        CompromisedCredentialsRiskConfiguration? credentials,
        RiskExceptionConfiguration? exceptions,
        CancellationToken cancellationToken)
    {
        RefuseUnlessOn();
        CheckRanges(exceptions?.BlockedIPRangeList);
        CheckRanges(exceptions?.SkippedIPRangeList);
        var isEmpty = takeover is null && credentials is null && exceptions is null;
        var settings = isEmpty ? null : new RiskSettings
        {
            AccountTakeover = takeover,
            CompromisedCredentials = credentials,
            Exceptions = exceptions,
            ModifiedAt = time.GetUtcNow(),
        };
        await directory.ChangeAsync(
            context,
            scope.Pool.Id,
            async () =>
            {
                if (clientId is null)
                {
                    (await context.UserPools.FirstAsync(row => row.Id == scope.Pool.Id, cancellationToken)).Risk = settings;
                    return;
                }

                var client = await context.AppClients.FirstOrDefaultAsync(row => row.ClientId == clientId, cancellationToken)
                    ?? throw AuthError.ClientNotFound(clientId).AsException();
                client.Risk = settings;
            },
            cancellationToken);
        return settings;
    }

    /// <summary>
    /// The configuration of the pool or of the client itself; null for none. Refuses with ResourceNotFound and
    /// UserPoolAddOnNotEnabled.
    /// </summary>
    public RiskSettings? Describe(string? clientId)
    {
        RefuseUnlessOn();
        return clientId is null ? scope.Pool.Pool.Risk : scope.Pool.RequireClient(clientId).Client.Risk;
    }

    private void RefuseUnlessOn()
    {
        if (!ThreatProtection.IsOn(scope.Pool))
        {
            throw AuthError.ThreatProtectionOff.AsException();
        }
    }

    private static void CheckRanges(IReadOnlyList<string>? ranges) => AuthError.RefuseInvalid(
        ranges?.All(IpRanges.IsRange) == false,
        "IP ranges must be addresses or CIDR ranges, such as 192.0.2.0/24 or 2001:db8::/32.");
}
