using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Risk;

namespace HostedAuth.Core.Users.Codes;

// Where a request comes from, as it is counted.
public sealed partial class AttemptLimits
{
    /// <summary>A site of IPv6 (/48) is as many households at most: lines have 256 of them, and rented machines 65,536.</summary>
    private const int HouseholdsOfSite = 8;

    /// <summary>
    /// Counts for the address of the request at hand, and for its whole site, which may do it eight times as often. Refuses with
    /// AttemptLimitExceeded.
    /// </summary>
    public async Task CountBySiteAsync(LimitedAct act, CancellationToken cancellationToken)
    {
        await CountAsync(act, KeyOfAddress(), cancellationToken);
        if (KeyOfSite() is { } site)
        {
            await CountAsync(act, site, HouseholdsOfSite * Limit(act), cancellationToken);
        }
    }

    /// <summary>What <see cref="CountBySiteAsync"/> counted was not the kind that is limited.</summary>
    public async Task TakeBackBySiteAsync(LimitedAct act, CancellationToken cancellationToken)
    {
        await TakeBackAsync(act, KeyOfAddress(), cancellationToken);
        if (KeyOfSite() is { } site)
        {
            await TakeBackAsync(act, site, cancellationToken);
        }
    }

    /// <summary>
    /// What stands for the address of the request at hand where it is counted: as long as a user's id, and no list of who was
    /// here.
    /// </summary>
    /// <param name="clientId">The client, where each is counted by itself.</param>
    public string KeyOfAddress(string? clientId = null) =>
        KeyOf($"address {IpRanges.HouseholdOf(call.IpAddress)}{(clientId is null ? "" : $" {clientId}")}");

    private string? KeyOfSite() => IpRanges.SiteOf(call.IpAddress) is { } site ? KeyOf($"site {site}") : null;

    private string KeyOf(string source) =>
        Convert.ToHexString(HMACSHA256.HashData(scope.Pool.Keys.LockoutKey, Encoding.UTF8.GetBytes(source)))[..32];
}
