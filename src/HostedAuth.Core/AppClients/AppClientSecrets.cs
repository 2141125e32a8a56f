using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.AppClients;

/// <summary>
/// The secrets of the pool's confidential clients: two may be active, so that a client takes the new one into use before
/// the old one goes.
/// </summary>
public sealed class AppClientSecrets(
    HostedAuthDbContext context,
    PoolScope scope,
    PoolDirectory directory,
    Sealer sealer,
    TimeProvider time)
{
    private const int MaxSecrets = 2;

    /// <summary>Adds a secret. Refuses with ResourceNotFound, InvalidParameter, InvalidMetadata or LimitExceeded.</summary>
    public async Task<ClientSecret> AddAsync(string clientId, Secret value, CancellationToken cancellationToken)
    {
        ClientSecret? added = null;
        await ChangeAsync(
            clientId,
            secrets =>
            {
                if (secrets.Count >= MaxSecrets)
                {
                    throw AuthError.TooMany("client secrets", MaxSecrets).AsException();
                }

                AuthError.RefuseInvalid(
                    secrets.Any(secret => secret.Value.FixedTimeEquals(value.Value)),
                    "The client has this secret already.");
                added = ClientSecret.Of(clientId, value, time.GetUtcNow(), secrets);
                return [.. secrets, added];
            },
            cancellationToken);
        return added!;
    }

    /// <summary>Ends a secret at once. Refuses with ResourceNotFound, and InvalidParameter when it is the last one.</summary>
    public Task DeleteAsync(string clientId, string secretId, CancellationToken cancellationToken) => ChangeAsync(
        clientId,
        secrets =>
        {
            if (secrets.All(secret => secret.Id != secretId))
            {
                throw AuthError.ClientSecretNotFound(secretId).AsException();
            }

            AuthError.RefuseInvalid(secrets.Count == 1, "The last secret of a client can not be deleted.");
            return [.. secrets.Where(secret => secret.Id != secretId)];
        },
        cancellationToken);

    /// <summary>
    /// Refuses with InvalidParameter a client whose secrets nobody manages by the API: one without, or a registered
    /// one.
    /// </summary>
    public static void CheckManaged(bool isRegistered, bool hasSecret)
    {
        AuthError.RefuseInvalid(isRegistered, "The secret of a client that registered itself can not be managed.");
        AuthError.RefuseInvalid(!hasSecret, "The client has no secret: it is a public client.");
    }

    private Task ChangeAsync(
        string clientId,
        Func<IReadOnlyList<ClientSecret>, IReadOnlyList<ClientSecret>> change,
        CancellationToken cancellationToken) =>
        directory.ChangeAsync(
            context,
            scope.Pool.Id,
            async () =>
            {
                var client = await context.AppClients.FirstOrDefaultAsync(row => row.ClientId == clientId, cancellationToken)
                    ?? throw AuthError.ClientNotFound(clientId).AsException();
                CheckManaged(client.IsRegistered, client.SealedSecrets is not null);
                var secrets = change(ClientSecret.Open(sealer, client));
                OAuthMetadataAgreement.CheckSecrets(client.Metadata ?? OAuthClientMetadata.None, secrets);
                client.SealedSecrets = ClientSecret.Seal(sealer, clientId, secrets);
                client.ModifiedAt = time.GetUtcNow();
            },
            cancellationToken);
}
