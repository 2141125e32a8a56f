using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users.Codes;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.AppClients;

/// <summary>Clients that register themselves (RFC 7591) and manage themselves (RFC 7592).</summary>
public sealed class ClientRegistrations(
    HostedAuthDbContext context,
    PoolScope scope,
    PoolDirectory directory,
    AppClients clients,
    AttemptLimits limits,
    Sealer sealer,
    TimeProvider time)
{
    /// <summary>
    /// More are a flood: each client of a pool is in the memory of every node. Of each kind, so that the flood of those for
    /// whom nobody vouches keeps out none of the others.
    /// </summary>
    private const int MaxRegistered = 1000;

    /// <summary>Counts a registration that nobody vouches for. Refuses with LimitExceeded.</summary>
    public Task CountOpenAsync(CancellationToken cancellationToken) =>
        limits.CountBySiteAsync(LimitedAct.RegisterClientFromAddress, cancellationToken);

    /// <summary>
    /// Registers. Refuses with InvalidMetadata, InvalidParameter, InvalidOAuthFlow, ScopeDoesNotExist or LimitExceeded.
    /// </summary>
    /// <param name="registration">What it says of itself.</param>
    /// <param name="isVouchedFor">Whether it came with an initial access token.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<RegisteredClient> RegisterAsync(
        ClientRegistration registration,
        bool isVouchedFor,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registration);
        var (id, token, now) = (RandomText.ClientId(), RandomText.Handle(), time.GetUtcNow());
        Secret? secret = registration.NeedsSecret ? RandomText.ClientSecret() : null;
        var client = new AppClient
        {
            PoolId = scope.Pool.Id,
            ClientId = id,
            IsRegistered = true,
            IsVouchedFor = isVouchedFor,
            RegistrationTokenHash = Hash(token),
            Name = registration.Name ?? id,
            Settings = registration.ApplyTo(new()
            {
                PreventUserExistenceErrors = "ENABLED",
                SupportedIdentityProviders = [ClientSnapshot.OwnProvider],
            }),
            Metadata = registration.Metadata,
            SealedSecrets = secret is { } made ? ClientSecret.Seal(sealer, id, [ClientSecret.Of(id, made, now, [])]) : null,
            CreatedAt = now,
            ModifiedAt = now,
        };
        await directory.ChangeAsync(
            context,
            scope.Pool.Id,
            async () =>
            {
                await CheckRoomAsync(isVouchedFor, cancellationToken);
                await RegisteredNames.CheckAsync(context, client, client.Name, cancellationToken);
                await clients.CheckAsync(client, cancellationToken);
                context.AppClients.Add(client);
            },
            cancellationToken);
        return new(client, secret, token);
    }

    /// <summary>The client that the token manages. Refuses with InvalidRegistrationToken.</summary>
    public async Task<RegisteredClient> FindAsync(string clientId, Secret token, CancellationToken cancellationToken)
    {
        var client = await RequireAsync(context.AppClients.AsNoTracking(), clientId, token, cancellationToken);
        return new(client, NewestSecret(client), token);
    }

    /// <summary>
    /// The client, if it may change itself; counted. Refuses with InvalidRegistrationToken, RegistrationClosed or
    /// AttemptLimitExceeded.
    /// </summary>
    public async Task<RegisteredClient> FindToChangeAsync(string clientId, Secret token, CancellationToken cancellationToken)
    {
        var found = await FindAsync(clientId, token, cancellationToken);
        RegisteredSettings.CheckOn(scope.Pool, found.Client);
        await limits.CountAsync(LimitedAct.ChangeRegistration, clientId, cancellationToken);
        if (!found.Client.IsVouchedFor)
        {
            // Who registers one has soon a hundred.
            await limits.CountBySiteAsync(LimitedAct.ChangeRegistrationFromAddress, cancellationToken);
        }

        return found;
    }

    /// <summary>
    /// Replaces all that the client said of itself (RFC 7592, section 2.2), and its token. Refuses with
    /// InvalidRegistrationToken, RegistrationClosed, RegistrationHeld and as <see cref="RegisterAsync"/>.
    /// </summary>
    public async Task<RegisteredClient> ReplaceAsync(
        string clientId,
        Secret token,
        ClientRegistration registration,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registration);
        var next = RandomText.Handle();
        AppClient? client = null;
        await directory.ChangeAsync(
            context,
            scope.Pool.Id,
            async () =>
            {
                // Looked at again where changes wait for each other: of two with one token the first wins.
                client = await RequireAsync(context.AppClients, clientId, token, cancellationToken);
                var (settings, sector) = (registration.ApplyTo(client.Settings), Sectors.Of(client));
                RegisteredSettings.CheckOn(scope.Pool, client);
                RegisteredSettings.CheckHeld(client, settings);
                await RegisteredNames.CheckAsync(context, client, registration.Name ?? clientId, cancellationToken);
                if (client.Name != (registration.Name ?? clientId))
                {
                    // People allowed it by its name; by where they go back to each consent is bound itself.
                    context.RunWithSave(ending => context.Consents
                        .Where(row => row.ClientId == clientId)
                        .ExecuteDeleteAsync(ending));
                }

                client.RegistrationTokenHash = Hash(next);
                client.Name = registration.Name ?? clientId;
                client.Settings = settings;
                client.Metadata = OAuthMetadataDocument.KeepOperators(
                    registration.Metadata,
                    client.Metadata ?? OAuthClientMetadata.None,
                    client.HeldMetadata);
                RegisteredSettings.CheckSector(client, sector);
                var effective = registration with { Metadata = client.Metadata };
                client.SealedSecrets = effective.NeedsSecret ? client.SealedSecrets ?? NewSecret(clientId) : null;
                client.ModifiedAt = time.GetUtcNow();
                await clients.CheckAsync(client, cancellationToken);
            },
            cancellationToken);
        return new(client!, NewestSecret(client!), next);
    }

    /// <summary>Deletes the client with all that it was granted. Refuses with InvalidRegistrationToken.</summary>
    public Task DeleteAsync(string clientId, Secret token, CancellationToken cancellationToken) => directory.ChangeAsync(
        context,
        scope.Pool.Id,
        async () =>
        {
            await RequireAsync(context.AppClients.AsNoTracking(), clientId, token, cancellationToken);
            await ClientDeletion.DeleteAsync(context, context.AppClients, clientId, time.GetUtcNow(), cancellationToken);
        },
        cancellationToken);

    private async Task CheckRoomAsync(bool isVouchedFor, CancellationToken cancellationToken)
    {
        var registered = await context.AppClients.CountAsync(
            one => one.IsRegistered && one.IsVouchedFor == isVouchedFor,
            cancellationToken);
        if (registered >= MaxRegistered)
        {
            throw AuthError.TooMany("registered clients", MaxRegistered).AsException();
        }
    }

    /// <summary>The same work and words for a wrong token and for a client that there is not.</summary>
    private static async Task<AppClient> RequireAsync(
        IQueryable<AppClient> rows,
        string clientId,
        Secret token,
        CancellationToken cancellationToken)
    {
        var client = await rows.FirstOrDefaultAsync(row => row.ClientId == clientId && row.IsRegistered, cancellationToken);
        var expected = client?.RegistrationTokenHash ?? new byte[SHA256.HashSizeInBytes];
        return CryptographicOperations.FixedTimeEquals(expected, Hash(token)) && client is not null
            ? client
            : throw AuthError.InvalidRegistrationToken.AsException();
    }

    private byte[] NewSecret(string clientId) =>
        ClientSecret.Seal(sealer, clientId, [ClientSecret.Of(clientId, RandomText.ClientSecret(), time.GetUtcNow(), [])]);

    private Secret? NewestSecret(AppClient client) =>
        ClientSecret.Open(sealer, client) is [.., var newest] ? newest.Value : null;

    private static byte[] Hash(Secret token) => SHA256.HashData(Encoding.UTF8.GetBytes(token.Value));
}
