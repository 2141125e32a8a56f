using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Core.Tokens;

/// <summary>Refresh tokens: redeeming, rotating, revoking (RFC 6749, section 6; RFC 9700, section 4.14.2; RFC 7009).</summary>
public sealed partial class RefreshTokens(
    HostedAuthDbContext context,
    PoolScope scope,
    Issuer issuer,
    TokenMint mint,
    TokenSessions sessions,
    Triggers.Triggers triggers,
    SenderProof sender,
    TimeProvider time,
    ILogger<RefreshTokens> logger)
{
    /// <summary>
    /// New tokens for a refresh token: one read, and one write where it rotates. Refuses with InvalidRefreshToken,
    /// RefreshTokenRevoked, RefreshTokenExpired, RefreshTokenReused, ScopeNotGranted, ResourceNotGranted, as
    /// <see cref="TokenGate"/> and as PreTokenGeneration; a forged token costs no read.
    /// </summary>
    /// <param name="client">The client that presents it; must be the one it was issued to.</param>
    /// <param name="refreshToken">The handle.</param>
    /// <param name="rotate">Whether the token is replaced (the face's rule: client, pool and endpoint decide).</param>
    /// <param name="asked">What of the granted is asked for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<TokenSet> RedeemAsync(
        ClientSnapshot client,
        Secret refreshToken,
        bool rotate,
        Narrowing asked,
        CancellationToken cancellationToken) =>
        RedeemAsync(client, refreshToken, rotate, asked, deviceKey: null, prove: _ => { }, cancellationToken);

    /// <summary>As <see cref="RedeemAsync(ClientSnapshot, Secret, bool, Narrowing, CancellationToken)"/>.</summary>
    /// <param name="deviceKey">
    /// The device that the caller says it is: must be the one that the token was issued on, while the pool tracks devices.
    /// </param>
    /// <param name="prove">Refuses, by its exception, where the caller must prove more, once it is known whose token it is.</param>
    public async Task<TokenSet> RedeemAsync(
        ClientSnapshot client,
        Secret refreshToken,
        bool rotate,
        Narrowing asked,
        string? deviceKey,
        Action<User> prove,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(prove);
        var handle = RefreshHandle.Read(scope.Pool.Keys.RefreshKey, refreshToken)
            ?? throw AuthError.InvalidRefreshToken.AsException();
        // Before anything is replaced for tokens that can't be made.
        sender.BindingFor(client);
        ClaimOverrides? overrides = null;
        var mustAsk = triggers.HasPreTokenGeneration;
        while (true)
        {
            var found = await RefreshRow.FindAsync(context, handle, cancellationToken)
                ?? throw AuthError.InvalidRefreshToken.AsException();
            var use = new RefreshUse(found, client, asked);
            CheckUsable(use, deviceKey);
            prove(found.User);
            await sender.SpendAsync(cancellationToken);
            rotate &= client.RotatesBoundRefreshTokens || found.Session.RefreshBinding == Confirmation.None;
            var standing = RefreshStandings.Of(handle, found.Session, client, time.GetUtcNow());
            if (mustAsk && standing != RefreshStanding.Replaced)
            {
                // Before anything is replaced, so that its failure costs nothing; then all is looked at again.
                overrides = await AskTriggerAsync(use, cancellationToken);
                mustAsk = false;
                continue;
            }

            switch (standing)
            {
                case RefreshStanding.Current when !rotate:
                    return await MintAsync(use, refreshToken: null, overrides, cancellationToken);
                case RefreshStanding.Current when await TryRotateAsync(found.Session, handle, cancellationToken):
                    return await MintAsync(use, Successor(handle), overrides, cancellationToken);
                case RefreshStanding.JustReplaced:
                    return await MintAsync(use, rotate ? Successor(handle) : null, overrides, cancellationToken);
                case RefreshStanding.Replaced:
                    await sessions.EndAsync(found.Session.Id, cancellationToken);
                    LogReuse(client.ClientId, found.Session.Id);
                    throw AuthError.RefreshTokenReused.AsException();
            }

            // Another use of the same token was quicker: look again, and find it just replaced.
        }
    }

    /// <summary>
    /// Ends the token session of a refresh token, and with it its access tokens. An unknown or foreign token is none of the
    /// caller's business: nothing happens. Refuses with UnsupportedTokenType for an access or ID token.
    /// </summary>
    /// <param name="client">The client that presents it.</param>
    /// <param name="refreshToken">The handle.</param>
    /// <param name="ssoToo">Whether the browser session behind it ends as well, and all that hangs on it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task RevokeAsync(
        ClientSnapshot client,
        Secret refreshToken,
        bool ssoToo,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (JwsReader.IsJwt(refreshToken.Value) || OpaqueTokens.PoolIdOf(refreshToken.Value) is not null)
        {
            throw AuthError.UnsupportedTokenType.AsException();
        }

        if (RefreshHandle.Read(scope.Pool.Keys.RefreshKey, refreshToken) is not { } handle
            || await RefreshRow.FindAsync(context, handle, cancellationToken) is not { } found
            || found.Session.ClientId != client.ClientId)
        {
            return;
        }

        await sessions.EndAsync(found.Session.Id, cancellationToken);
        if (ssoToo && found.Session.SsoSessionId is { } ssoSessionId)
        {
            await sessions.EndSsoAsync(ssoSessionId, cancellationToken);
        }
    }

    private void CheckUsable(RefreshUse use, string? deviceKey)
    {
        var refusal = use.Row switch
        {
            { Session: var session } when session.ClientId != use.Client.ClientId => AuthError.InvalidRefreshToken,
            // Before anything that tells more of the token, or ends its session: who stole it can't prove the key.
            { Session: var session } when !sender.Meets(session.RefreshBinding) => AuthError.InvalidRefreshToken,
            { Session.DeviceKey: { } own } when scope.Pool.Devices.Tracks && own != deviceKey => AuthError.InvalidRefreshToken,
            { Session.EndedAt: not null } => AuthError.RefreshTokenRevoked,
            { Session: var session } when session.RefreshExpiresAt <= time.GetUtcNow() => AuthError.RefreshTokenExpired,
            { User: var user } when TokenGate.RefusalOf(user) is { } owed => owed,
            _ => use.Refusal,
        };
        if (refusal is not null)
        {
            throw refusal.AsException();
        }
    }

    private async Task<bool> TryRotateAsync(TokenSession session, RefreshHandle handle, CancellationToken cancellationToken)
    {
        var (now, next) = (time.GetUtcNow().UtcTicks, handle.Generation + 1);
        return await context.Database.ExecuteSqlAsync(
            $"""
            UPDATE token_sessions SET "RefreshGeneration" = {next}, "RefreshGenerationBeganAt" = {now}
            WHERE "PoolId" = {session.PoolId} AND "Id" = {session.Id} AND "RefreshGeneration" = {session.RefreshGeneration}
            """,
            cancellationToken) == 1;
    }

    private Secret Successor(RefreshHandle handle) =>
        (handle with { Generation = handle.Generation + 1 }).Write(scope.Pool.Keys.RefreshKey);

    private Task<ClaimOverrides?> AskTriggerAsync(RefreshUse use, CancellationToken cancellationToken) =>
        triggers.PreTokenGenerationAsync(
            "RefreshTokens",
            use.Client,
            use.Row.User,
            use.Row.GroupsByPrecedence(),
            use.Scopes,
            cancellationToken);

    private ValueTask<TokenSet> MintAsync(
        RefreshUse use,
        Secret? refreshToken,
        ClaimOverrides? overrides,
        CancellationToken cancellationToken) =>
        mint.MintAsync(
            new TokenSubject
            {
                Issuer = issuer.Of(scope.Pool),
                Client = use.Client,
                User = use.Row.User,
                Session = use.Row.Session,
                Groups = use.Row.GroupsByPrecedence(),
                Scopes = use.Scopes,
                Resources = use.Asked.ResourcesOf(use.Row.Session),
                Overrides = overrides,
                Now = time.GetUtcNow(),
            },
            refreshToken,
            cancellationToken);

    [LoggerMessage(3001, LogLevel.Warning,
        "A refresh token of client {ClientId} was used after its replacement; token session {SessionId} has been ended.")]
    private partial void LogReuse(string clientId, string sessionId);
}
