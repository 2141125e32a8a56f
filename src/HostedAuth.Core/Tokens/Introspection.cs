using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Core.Tokens;

/// <summary>Tells clients what a token is (RFC 7662): of their own tokens, and of those that are for them.</summary>
public sealed class Introspection(
    HostedAuthDbContext context,
    PoolScope scope,
    Issuer issuer,
    AccessTokens accessTokens,
    TimeProvider time)
{
    /// <summary>
    /// What the token is, for a caller that has proven who it is; null when it isn't good, whatever the reason, and when it is none of the caller's business: the
    /// caller can't tell these apart. At most one read.
    /// </summary>
    public async Task<ActiveToken?> FindAsync(ClientSnapshot caller, Secret token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return RefreshHandle.Read(scope.Pool.Keys.RefreshKey, token) is { } handle
            ? await FindRefreshTokenAsync(caller, handle, cancellationToken)
            : await FindAccessTokenAsync(caller, token.Value, cancellationToken);
    }

    private async Task<ActiveToken?> FindAccessTokenAsync(
        ClientSnapshot caller,
        string token,
        CancellationToken cancellationToken)
    {
        if (accessTokens.Read(token) is not { } claims
            || claims.GetText("sub") is not { } subject
            || claims.GetText("client_id") is not { } clientId
            || scope.Pool.FindClient(clientId) is null
            || !(claims.GetTime("exp") > time.GetUtcNow())
            || !IsFor(caller, clientId, claims))
        {
            return null;
        }

        // A client that acts for itself is its own subject, and lives as long as it stands in the configuration.
        var isClients = subject == clientId && claims.GetText("event_id") is null;
        return isClients || await LivesAsync(claims, cancellationToken) ? new ActiveToken.Access(claims) : null;
    }

    private async Task<bool> LivesAsync(JsonElement claims, CancellationToken cancellationToken) =>
        await accessTokens.FindOwnerAsync(claims, cancellationToken) is { User.Enabled: true, LivingSession: not null };

    /// <summary>
    /// Its own token; and one whose audience it is or whose scopes are of a resource that it answers for (RFC 7662, section 4:
    /// a token's content is nobody else's business).
    /// </summary>
    private static bool IsFor(ClientSnapshot caller, string clientId, JsonElement claims)
    {
        var resources = caller.Metadata.Resources ?? [];
        return caller.ClientId == clientId
            || claims.GetTexts("aud").Any(audience => audience == caller.ClientId || resources.Contains(audience))
            || (resources.Count > 0 && Scopes(claims).Any(one => resources.Contains(ResourceOf(one))));
    }

    private async Task<ActiveToken?> FindRefreshTokenAsync(
        ClientSnapshot caller,
        RefreshHandle handle,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var found = await RefreshRow.FindAsync(context, handle, cancellationToken);
        var isGood = found is not null
            && found.Session.ClientId == caller.ClientId
            && found.Session.EndedAt is null
            && found.Session.RefreshExpiresAt > now
            && TokenGate.RefusalOf(found.User) is null
            && StandingScopes.Of(found.Session, caller) is not null
            && RefreshStandings.Of(handle, found.Session, caller, now) != RefreshStanding.Replaced;
        return isGood
            ? new ActiveToken.Refresh(
                issuer.Of(scope.Pool),
                found!.Session,
                caller.SubjectOf(found.User.Id),
                caller.UsernameOf(found.User),
                found.Session.RefreshExpiresAt!.Value)
            : null;
    }

    private static string[] Scopes(JsonElement claims) => claims.GetText("scope")?.Split(' ') ?? [];

    /// <summary>Of <c>identifier/name</c> the identifier; names have no slash.</summary>
    private static string ResourceOf(string scope) => scope[..Math.Max(scope.LastIndexOf('/'), 0)];
}
