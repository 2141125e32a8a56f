using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Authorization;

/// <summary>What people have allowed clients (OIDC Core, section 3.1.2.4): remembered, listed, taken back.</summary>
public sealed class Consents(HostedAuthDbContext context, Database database, PoolScope scope, TimeProvider time)
{
    private static readonly CompiledRead<string, string, Consent?> Find =
        new((context, userId, clientId, cancellationToken) => context.Consents.AsNoTracking()
            .FirstOrDefault(row => row.UserId == userId && row.ClientId == clientId));

    /// <summary>What the user has allowed the client; null for nothing.</summary>
    public Task<Consent?> FindAsync(string userId, string clientId, CancellationToken cancellationToken) =>
        Find.RunAsync(context, userId, clientId, cancellationToken);

    /// <summary>All that the user has allowed, the newest first; nothing of clients that are gone.</summary>
    public async Task<IReadOnlyList<Consent>> ListAsync(string userId, CancellationToken cancellationToken) =>
        await context.Consents.AsNoTracking()
            .Where(row => row.UserId == userId && context.AppClients.Any(client => client.ClientId == row.ClientId))
            .OrderByDescending(row => row.GrantedAt).ThenBy(row => row.ClientId)
            .ToListAsync(cancellationToken);

    /// <summary>
    /// Whether nothing is asked for that was not allowed, by what the scopes open: for the same site, where the answer
    /// goes to one.
    /// </summary>
    public bool Covers(Consent consent, Allowance asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (FindFor(consent, asked.Site) is not { } allowance)
        {
            return false;
        }

        var allowed = EffectiveOf(allowance.Scopes);
        return !EffectiveOf(asked.Scopes).Except(allowed).Any()
            && asked.Claims.Except(allowance.Claims).All(claim => ScopedAttributes.IsNamed(claim, allowed));
    }

    /// <summary>What was allowed to go to a site; all of it for null; null for nothing.</summary>
    public static Allowance? FindFor(Consent consent, string? site)
    {
        ArgumentNullException.ThrowIfNull(consent);
        return site is null
            ? new(null, consent.Scopes, consent.Claims)
            : consent.Sites.FirstOrDefault(allowance => allowance.Site == site);
    }

    /// <summary>Whether it was given in this passage of the pages and, when it was read, had answered nothing yet.</summary>
    public static bool IsOf(Consent consent, string flow)
    {
        ArgumentNullException.ThrowIfNull(consent);
        ArgumentNullException.ThrowIfNull(flow);
        return consent.FlowHash?.AsSpan().SequenceEqual(HashOf(flow)) == true;
    }

    /// <summary>Whether it was given in this passage and has answered nothing yet; true once, over all nodes.</summary>
    public async Task<bool> TrySpendFlowAsync(Consent consent, string flow, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(consent);
        var hash = HashOf(flow);
        return IsOf(consent, flow)
            && await context.Consents
                .Where(row => row.UserId == consent.UserId && row.ClientId == consent.ClientId && row.FlowHash == hash)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.FlowHash, (byte[]?)null), cancellationToken) == 1;
    }

    /// <summary>Remembers what was allowed, with what was before, and saves the unit of work.</summary>
    /// <param name="userId">Who allows it.</param>
    /// <param name="clientId">The client that may.</param>
    /// <param name="shown">What was shown.</param>
    /// <param name="flow">The passage of the pages in which it was asked; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task RememberAsync(
        string userId,
        string clientId,
        Allowance shown,
        string? flow,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shown);
        try
        {
            await SaveAsync(userId, clientId, shown, flow, cancellationToken);
        }
        catch (DbUpdateException exception) when (database.IsUniqueViolation(exception))
        {
            // Another tab was first: what both allowed is remembered.
            context.Discard();
            await SaveAsync(userId, clientId, shown, flow, cancellationToken);
        }
    }

    /// <summary>
    /// Takes back what the user allowed the client: its tokens end, and codes that rest on it are void. Refuses with ConsentNotFound.
    /// </summary>
    public Task RevokeAsync(string userId, string clientId, CancellationToken cancellationToken) =>
        context.InTransactionAsync(
            async () =>
            {
                // In the order of a redemption (device, user, consent), so that no two transactions wait for each other.
                await DenyDevicesAsync(userId, clientId, cancellationToken);
                await UserRows.LockAsync(context, userId, cancellationToken);
                var revoked = await context.Consents
                    .Where(row => row.UserId == userId && row.ClientId == clientId)
                    .ExecuteDeleteAsync(cancellationToken);
                if (revoked == 0)
                {
                    throw AuthError.ConsentNotFound.AsException();
                }

                var now = time.GetUtcNow();
                await context.TokenSessions
                    .Where(session => session.UserId == userId && session.ClientId == clientId && session.EndedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), cancellationToken);
            },
            cancellationToken);

    private async Task SaveAsync(
        string userId,
        string clientId,
        Allowance shown,
        string? flow,
        CancellationToken cancellationToken)
    {
        var consent = await context.Consents
            .FirstOrDefaultAsync(row => row.UserId == userId && row.ClientId == clientId, cancellationToken);
        var now = time.GetUtcNow();
        if (consent is null)
        {
            consent = new Consent { PoolId = scope.Pool.Id, UserId = userId, ClientId = clientId, GrantedAt = now };
            context.Consents.Add(consent);
        }

        (_, consent.Scopes, consent.Claims) = Union(FindFor(consent, null)!, shown);
        if (shown.Site is { } site)
        {
            consent.Sites =
            [
                .. consent.Sites.Where(one => one.Site != site),
                Union(FindFor(consent, site) ?? new(site, [], []), shown),
            ];
        }

        consent.GrantedAt = now;
        consent.FlowHash = flow is null ? null : HashOf(flow);
        await context.SaveChangesAsync(cancellationToken);
    }

    private Allowance Union(Allowance before, Allowance shown) => new(
        shown.Site,
        [.. EffectiveOf(before.Scopes).Union(EffectiveOf(shown.Scopes))],
        [.. before.Claims.Union(shown.Claims)]);

    private Task<int> DenyDevicesAsync(string userId, string clientId, CancellationToken cancellationToken) =>
        context.DeviceAuthorizations
            .Where(row => row.UserId == userId && row.ClientId == clientId && row.State == DeviceAuthorizationState.Approved)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, DeviceAuthorizationState.Denied), cancellationToken);

    private IReadOnlyList<string> EffectiveOf(IEnumerable<string> scopes) =>
        ScopedAttributes.Effective(scopes, scope.Pool.IsStrict);

    private static byte[] HashOf(string flow) => SHA256.HashData(Encoding.UTF8.GetBytes(flow));
}
