using System.Security.Cryptography;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.Tokens.Keys;
using HostedAuth.Core.UserPools.Settings;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.UserPools;

/// <summary>User pools: made, changed, deleted.</summary>
public sealed class UserPools(
    HostedAuthDbContext context,
    PoolScope scope,
    PoolDirectory directory,
    SigningKeys signingKeys,
    TagRules tagRules,
    Sealer sealer,
    TimeProvider time)
{
    private const int RootKeyLength = 32;

    /// <summary>Makes a pool with its keys. Refuses with InvalidParameter or UserPoolTagging.</summary>
    public async Task<UserPool> CreateAsync(NewUserPool request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = RandomText.PoolId(request.Region);
        var pool = new UserPool
        {
            Id = id,
            Name = request.Name,
            Region = request.Region,
            Settings = request.Settings,
            Schema = AttributeSchema.ForNewPool(request.Schema),
            Tags = request.Tags ?? new Dictionary<string, string>(),
            SealedRootKey = sealer.Seal(SealKind.PoolRootKey, id, RandomNumberGenerator.GetBytes(RootKeyLength)),
            CreatedAt = now,
            ModifiedAt = now,
        };
        PoolTags.Check(pool.Tags, ErrorKind.UserPoolTagging);
        tagRules.Check(pool.Tags);
        PoolRules.Check(pool.Settings, pool.Schema, pool.IsStrict);
        pool.Settings = PoolRules.Aligned(pool.Settings) with
        {
            // Settled for good, since names are stored by it. AWS's default by its API is sensitive.
            UsernameConfiguration = request.Settings.UsernameConfiguration
                ?? (pool.IsStrict ? null : new() { CaseSensitive = false }),
        };
        context.UserPools.Add(pool);
        await signingKeys.AddInitialAsync(context, id, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        return pool;
    }

    /// <summary>
    /// Replaces the settings of the pool: what is absent goes back to its default. How users are named was settled when the
    /// pool was made and stays; name and tags stay when absent. Refuses with InvalidParameter or UserPoolTagging.
    /// </summary>
    public Task UpdateAsync(
        string? name,
        UserPoolSettings settings,
        IReadOnlyDictionary<string, string>? tags,
        CancellationToken cancellationToken) =>
        ChangeAsync(
            pool =>
            {
                pool.Name = name ?? pool.Name;
                pool.Tags = tags ?? pool.Tags;
                var replaced = settings with
                {
                    AliasAttributes = pool.Settings.AliasAttributes,
                    UsernameAttributes = pool.Settings.UsernameAttributes,
                    UsernameConfiguration = pool.Settings.UsernameConfiguration,
                };
                PoolTags.Check(pool.Tags, ErrorKind.UserPoolTagging);
                tagRules.Check(tags ?? new Dictionary<string, string>());
                PoolRules.Check(replaced, pool.Schema, pool.IsStrict);
                pool.Settings = PoolRules.Aligned(replaced);
            },
            cancellationToken);

    /// <summary>
    /// Deletes the pool and everything in it. From the moment it is saved nobody sees any of it; rows without number (users,
    /// sessions) are then deleted by <see cref="DeletedPools"/>. Refuses with InvalidParameter while the pool is protected
    /// or has a domain.
    /// </summary>
    public Task DeleteAsync(CancellationToken cancellationToken) =>
        directory.ChangeAsync(
            context,
            scope.Pool.Id,
            async () =>
            {
                var pool = await LoadAsync(cancellationToken);
                if (pool.Settings.DeletionProtection == "ACTIVE")
                {
                    throw AuthError.PoolIsProtected.AsException();
                }

                if (await context.Domains.AnyAsync(cancellationToken))
                {
                    throw AuthError.PoolHasDomain.AsException();
                }

                await context.AppClients.ExecuteDeleteAsync(cancellationToken);
                await context.ResourceServers.ExecuteDeleteAsync(cancellationToken);
                await context.SigningKeys.ExecuteDeleteAsync(cancellationToken);
                context.UserPools.Remove(pool);
                context.DeletedPools.Add(new DeletedPool { Id = pool.Id, DeletedAt = time.GetUtcNow() });
            },
            cancellationToken);

    /// <summary>Adds attributes, named without <c>custom:</c>. Refuses with InvalidParameter.</summary>
    public Task AddCustomAttributesAsync(IReadOnlyList<SchemaAttribute> attributes, CancellationToken cancellationToken) =>
        ChangeAsync(pool => pool.Schema = AttributeSchema.WithCustom(pool.Schema, attributes), cancellationToken);

    /// <summary>Sets tags; others stay. Refuses with InvalidParameter.</summary>
    public Task TagAsync(IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken) =>
        ChangeAsync(
            pool =>
            {
                var all = new Dictionary<string, string>(pool.Tags);
                foreach (var (key, value) in tags)
                {
                    all[key] = value;
                }

                PoolTags.Check(all, ErrorKind.InvalidParameter);
                tagRules.Check(tags);
                pool.Tags = all;
            },
            cancellationToken);

    /// <summary>Removes tags; a key that isn't there is no error.</summary>
    public Task UntagAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        ChangeAsync(
            pool => pool.Tags = pool.Tags.Where(tag => !keys.Contains(tag.Key)).ToDictionary(),
            cancellationToken);

    /// <summary>
    /// Sets what its OAuth endpoints do beyond Cognito's settings. A new algorithm's key is published at once and signs only once
    /// all verifiers must have seen it (<see cref="KeyRotation.LeadTime"/>); until then the former algorithm's goes on.
    /// </summary>
    public async Task SetOAuthAsync(PoolOAuthSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var wanted = SigningAlgorithms.Choose(settings.SigningAlgorithm);
        if (scope.Pool.Keys.FindCurrent(wanted) is null)
        {
            await signingKeys.EnsureAsync(scope.Pool.Id, wanted, cancellationToken);
        }

        var madeAt = await context.SigningKeys.Where(key => key.Algorithm == wanted)
            .OrderBy(key => key.CreatedAt)
            .Select(key => key.CreatedAt)
            .FirstOrDefaultAsync(cancellationToken);
        await ChangeAsync(
            pool =>
            {
                var now = time.GetUtcNow();
                var readyAt = madeAt + KeyRotation.LeadTime;
                var former = (pool.OAuth ?? PoolOAuthSettings.Default).AlgorithmAt(now);
                pool.OAuth = settings with
                {
                    Former = former != wanted && now < readyAt ? new FormerAlgorithm(former, readyAt) : null,
                };
            },
            cancellationToken);
    }

    private Task ChangeAsync(Action<UserPool> change, CancellationToken cancellationToken) =>
        directory.ChangeAsync(
            context,
            scope.Pool.Id,
            async () =>
            {
                var pool = await LoadAsync(cancellationToken);
                change(pool);
                pool.ModifiedAt = time.GetUtcNow();
            },
            cancellationToken);

    private Task<UserPool> LoadAsync(CancellationToken cancellationToken) =>
        context.UserPools.FirstAsync(pool => pool.Id == scope.Pool.Id, cancellationToken);
}
