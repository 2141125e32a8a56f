using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.AppClients;

/// <summary>The app clients of the pool: made, changed, deleted.</summary>
public sealed class AppClients(
    HostedAuthDbContext context,
    PoolScope scope,
    PoolDirectory directory,
    Sealer sealer,
    TimeProvider time)
{
    /// <summary>AWS's quota; held in strict pools alone.</summary>
    private const int MaxClients = 1000;

    /// <summary>Makes a client. Refuses with InvalidParameter, InvalidOAuthFlow, ScopeDoesNotExist or LimitExceeded.</summary>
    /// <param name="name">What people call it; need not be unique.</param>
    /// <param name="settings">The API's settings.</param>
    /// <param name="secret">Null makes a public client.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<AppClient> CreateAsync(
        string name,
        AppClientSettings settings,
        Secret? secret,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = RandomText.ClientId();
        var client = new AppClient
        {
            PoolId = scope.Pool.Id,
            ClientId = id,
            Name = name,
            Settings = settings,
            SealedSecrets = secret is null
                ? null
                : ClientSecret.Seal(sealer, id, [ClientSecret.Of(id, secret.Value, now, [])]),
            CreatedAt = now,
            ModifiedAt = now,
        };
        await directory.ChangeAsync(
            context,
            scope.Pool.Id,
            async () =>
            {
                await CheckAsync(client, cancellationToken);
                if (scope.Pool.IsStrict && await context.AppClients.CountAsync(cancellationToken) >= MaxClients)
                {
                    throw AuthError.TooMany("app clients", MaxClients).AsException();
                }

                context.AppClients.Add(client);
            },
            cancellationToken);
        return client;
    }

    /// <summary>
    /// Replaces the settings of a client: what is absent goes back to its default. The name stays when absent, secrets stay.
    /// Refuses with ResourceNotFound and as <see cref="CreateAsync"/>.
    /// </summary>
    public async Task<AppClient> UpdateAsync(
        string clientId,
        string? name,
        AppClientSettings settings,
        CancellationToken cancellationToken)
    {
        AppClient? client = null;
        await directory.ChangeAsync(
            context,
            scope.Pool.Id,
            async () =>
            {
                client = await LoadAsync(clientId, cancellationToken);
                client.Name = name ?? client.Name;
                client.IsHeldByOperator |= client.IsRegistered && !RegisteredSettings.AreSame(client.Settings, settings);
                client.Settings = settings;
                client.ModifiedAt = time.GetUtcNow();
                await CheckAsync(client, cancellationToken);
            },
            cancellationToken);
        return client!;
    }

    /// <summary>
    /// Replaces what the client is beyond Cognito's settings; what that changes of a registered client, it doesn't change
    /// back. Refuses with ResourceNotFound, or InvalidMetadata when it contradicts itself or the client.
    /// </summary>
    public Task SetMetadataAsync(string clientId, OAuthClientMetadata metadata, CancellationToken cancellationToken) =>
        directory.ChangeAsync(
            context,
            scope.Pool.Id,
            async () =>
            {
                var client = await LoadAsync(clientId, cancellationToken);
                OAuthMetadataAgreement.Check(metadata, client.Settings, client.SealedSecrets is not null);
                OAuthMetadataAgreement.CheckLevels(metadata, scope.Pool);
                OAuthMetadataAgreement.CheckSecrets(metadata, ClientSecret.Open(sealer, client));
                RegisteredSettings.Hold(client, metadata);
                client.Metadata = metadata;
                client.ModifiedAt = time.GetUtcNow();
            },
            cancellationToken);

    /// <summary>Deletes a client; what it was granted dies with it. Refuses with ResourceNotFound.</summary>
    public Task DeleteAsync(string clientId, CancellationToken cancellationToken) =>
        directory.ChangeAsync(
            context,
            scope.Pool.Id,
            async () =>
            {
                if (!await ClientDeletion.DeleteAsync(context, context.AppClients, clientId, time.GetUtcNow(), cancellationToken))
                {
                    throw AuthError.ClientNotFound(clientId).AsException();
                }
            },
            cancellationToken);

    /// <summary>Refuses what the client can't be, as <see cref="CreateAsync"/> does, or with InvalidMetadata.</summary>
    internal async Task CheckAsync(AppClient client, CancellationToken cancellationToken)
    {
        var pool = await context.UserPools.AsNoTracking().FirstAsync(row => row.Id == client.PoolId, cancellationToken);
        var servers = await context.ResourceServers.AsNoTracking().ToListAsync(cancellationToken);
        ClientRules.Check(pool, client.Settings);
        var metadata = client.Metadata ?? OAuthClientMetadata.None;
        var hasSecret = client.SealedSecrets is not null;
        var isConfidential = hasSecret || ClientAuthenticationMethods.NeedsKey(metadata.TokenEndpointAuthMethod);
        OAuthRules.Check(client.Settings, isConfidential, servers, pool.IsStrict);
        OAuthMetadataAgreement.Check(metadata, client.Settings, hasSecret);
    }

    private async Task<AppClient> LoadAsync(string clientId, CancellationToken cancellationToken) =>
        await context.AppClients.FirstOrDefaultAsync(client => client.ClientId == clientId, cancellationToken)
        ?? throw AuthError.ClientNotFound(clientId).AsException();
}
