using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.AccessKeys;

/// <summary>
/// The keys that sign calls of the API. A key is read for each call, not cached, so that a removed one is dead at once on
/// every node; the root key stands in the settings and costs no read.
/// </summary>
public sealed class AccessKeys(Database database, Sealer sealer, Settings settings, TimeProvider time)
{
    private const string Account = "arn:aws:iam::000000000000";

    /// <summary>The key as a signature needs it, expired or not; null when there is none by that id.</summary>
    public async Task<SigningAccessKey?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (settings.RootAccessKey is { Id.Length: > 0, Secret.Length: > 0 } root && root.Id == id)
        {
            return new SigningAccessKey(id, $"{Account}:root", new Secret(root.Secret), null, AccessPolicy.Everything, null);
        }

        await using var context = database.Open(poolId: null);
        var key = await context.AccessKeys.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        return key is null
            ? null
            : new SigningAccessKey(
                id,
                $"{Account}:user/{id}",
                sealer.OpenText(SealKind.AccessKeySecret, id, key.SealedSecret),
                key.SessionTokenHash,
                AccessPolicy.Parse(key.Policy),
                key.ExpiresAt);
    }

    /// <summary>Makes a key. Its secret is shown by the answer and never again.</summary>
    /// <param name="description">What it is for; at most 256 characters.</param>
    /// <param name="policy">What it may do, in IAM's JSON.</param>
    /// <param name="lifetime">Set: a temporary key, which comes with a session token and ends after that time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FormatException">The policy can't be read; the message says why.</exception>
    public async Task<NewAccessKey> CreateAsync(
        string? description,
        string policy,
        TimeSpan? lifetime,
        CancellationToken cancellationToken)
    {
        AccessPolicy.Parse(policy);
        var id = RandomText.AccessKeyId(lifetime is null ? "AKIA" : "ASIA");
        var secret = RandomText.AccessKeySecret();
        var sessionToken = lifetime is null ? (Secret?)null : RandomText.Handle();
        var now = time.GetUtcNow();
        await using var context = database.Open(poolId: null);
        var key = new AccessKey
        {
            Id = id,
            SealedSecret = sealer.Seal(SealKind.AccessKeySecret, id, secret),
            SessionTokenHash = sessionToken is { } token ? HashSessionToken(token.Value) : null,
            Policy = policy,
            Description = description,
            CreatedAt = now,
            ExpiresAt = now + lifetime,
        };
        context.AccessKeys.Add(key);
        await context.SaveChangesAsync(cancellationToken);
        return new NewAccessKey(id, secret, sessionToken, key.ExpiresAt);
    }

    /// <summary>All keys but the root key, oldest first.</summary>
    public async Task<IReadOnlyList<AccessKey>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = database.Open(poolId: null);
        return await context.AccessKeys.AsNoTracking().OrderBy(key => key.CreatedAt).ToListAsync(cancellationToken);
    }

    /// <summary>Removes a key; false when there is none by that id.</summary>
    public async Task<bool> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = database.Open(poolId: null);
        return await context.AccessKeys.Where(key => key.Id == id).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    internal static byte[] HashSessionToken(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
