using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Requests;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Tokens;

/// <summary>Turns a grant into tokens: the one place where token sessions begin.</summary>
public sealed class TokenIssuer(
    HostedAuthDbContext context,
    Database database,
    PoolScope scope,
    Issuer issuer,
    Groups.Groups groups,
    TokenMint mint,
    TokenSessions sessions,
    LivingSessions living,
    ClientUses uses,
    Triggers.Triggers triggers,
    CallDetails call,
    SenderProof sender,
    TimeProvider time)
{
    /// <summary>
    /// Issues tokens for a grant. With a user it makes a token session in one transaction; a
    /// client_credentials token touches no database. Refuses with InvalidAuthorizationCode when meanwhile the code was used
    /// again, its browser signed out, or consent was taken back; and as <see cref="TokenGate"/> and triggers do.
    /// </summary>
    public async Task<TokenSet> IssueAsync(Grant grant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return grant.User is { } user
            ? await BeginAsync(
                grant,
                user,
                frontChannel: null,
                subject => mint.MintAsync(subject, FirstRefreshToken(subject.Session), cancellationToken),
                cancellationToken)
            : await IssueToClientAsync(grant, cancellationToken);
    }

    /// <summary>
    /// Issues what goes by the browser. It has a token session, by which it can be ended, and no refresh token (RFC 6749,
    /// section 4.2.2). Refuses as <see cref="IssueAsync(Grant, CancellationToken)"/>.
    /// </summary>
    public Task<FrontChannelTokens> IssueAsync(Grant grant, FrontChannel asked, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ArgumentNullException.ThrowIfNull(asked);
        return BeginAsync(
            grant,
            grant.User!,
            asked,
            subject => mint.MintAsync(subject, asked, cancellationToken),
            cancellationToken);
    }

    private async Task<T> BeginAsync<T>(
        Grant grant,
        User user,
        FrontChannel? frontChannel,
        Func<TokenSubject, ValueTask<T>> sign,
        CancellationToken cancellationToken)
    {
        TokenGate.Check(user);
        var groupsOfUser = grant.Groups ?? await groups.OfUserAsync(user.Id, cancellationToken);
        var overrides = await triggers.PreTokenGenerationAsync(
            grant.Reason, grant.Client, user, groupsOfUser, grant.Scopes, cancellationToken);
        var now = time.GetUtcNow();
        var session = NewSession(grant, user.Id, now, frontChannel);
        var subject = new TokenSubject
        {
            Issuer = issuer.Of(scope.Pool),
            Client = grant.Client,
            User = user,
            Session = session,
            Groups = groupsOfUser,
            Scopes = grant.Scopes,
            Resources = grant.ResourcesNow,
            Nonce = grant.Nonce,
            FrontChannel = frontChannel,
            Overrides = overrides,
            Now = now,
        };

        // Signed before anything is written: a signature must not hold the writer's turn.
        var tokens = await sign(subject);
        if (grant.RaisedTokenSessionId is { } raised)
        {
            living.RequireTokensWithSave(raised, AuthError.InvalidSession);
        }

        Add(session, user);
        living.RequireConsentWithSave(grant, AuthError.InvalidAuthorizationCode);
        uses.NoteWithSave(grant.Client);
        await SaveAsync(grant, cancellationToken);
        return tokens;
    }

    private void Add(TokenSession session, User user)
    {
        sessions.SaveOnlyFor(user);
        if (scope.Pool.SessionRules.Bound is { } bound)
        {
            sessions.EvictWithSave(session, bound, ownFirst: !scope.Pool.IsStrict);
        }

        if (session.SsoSessionId is { } ssoSessionId)
        {
            // A logout between a code's redemption and its session must find or prevent the session.
            living.RequireBrowserWithSave(ssoSessionId, AuthError.InvalidAuthorizationCode);
        }

        context.InsertWithSave(session);
    }

    private async Task<TokenSet> IssueToClientAsync(Grant grant, CancellationToken cancellationToken)
    {
        var overrides = await triggers.PreTokenGenerationAsync(grant.Client, grant.Scopes, cancellationToken);
        var subject = new ClientTokenSubject(issuer.Of(scope.Pool), grant.Client, grant.Scopes, time.GetUtcNow())
        {
            Overrides = overrides,
            Resources = grant.Resources,
        };
        await uses.NoteAsync(grant.Client, cancellationToken);
        return await mint.MintAsync(subject, cancellationToken);
    }

    private TokenSession NewSession(Grant grant, string userId, DateTimeOffset now, FrontChannel? frontChannel)
    {
        var client = grant.Client;
        var refreshes = frontChannel is null && !grant.WithoutRefreshToken && client.RefreshTokenLifetime > TimeSpan.Zero;
        var refreshEnd = refreshes ? now + client.RefreshTokenLifetime : now;
        var lastTokenLifetime = client.AccessTokenLifetime > client.IdTokenLifetime
            ? client.AccessTokenLifetime
            : client.IdTokenLifetime;
        var binding = frontChannel is null ? sender.RefreshBindingFor(client) : Confirmation.None;
        return new TokenSession
        {
            PoolId = scope.Pool.Id,
            Id = grant.TokenSessionId ?? Guid.NewGuid().ToString(),
            UserId = userId,
            EventId = grant.EventId ?? Guid.NewGuid().ToString(),
            ClientId = client.ClientId,
            SsoSessionId = grant.SsoSessionId,
            AuthenticatedAt = grant.AuthenticatedAt,
            Amr = grant.Amr,
            Acr = grant.Acr,
            IsByTriggers = grant.IsByTriggers,
            Scopes = grant.Scopes,
            Resources = grant.Resources,
            ClaimsRequest = grant.ClaimsRequest,
            KeyThumbprint = binding.KeyThumbprint,
            CertificateThumbprint = binding.CertificateThumbprint,
            ByOAuth = grant.ByOAuth,
            DeviceKey = grant.DeviceKey,
            // Behind a browser's session the caller is the app's backend, and the session knows the browser.
            IpAddress = grant.SsoSessionId is null ? call.IpAddress : null,
            UserAgent = grant.SsoSessionId is null ? call.UserAgent : null,
            CreatedAt = now,
            ExpiresAt = refreshEnd + lastTokenLifetime,
            RefreshGenerationBeganAt = refreshes ? now : null,
            RefreshExpiresAt = refreshes ? refreshEnd : null,
        };
    }

    private Secret? FirstRefreshToken(TokenSession session) => session.RefreshExpiresAt is null
        ? null
        : new RefreshHandle(Guid.Parse(session.Id), session.RefreshGeneration).Write(scope.Pool.Keys.RefreshKey);

    private async Task SaveAsync(Grant grant, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception)
            when (grant.TokenSessionId is not null && database.IsUniqueViolation(exception))
        {
            // Another use of the code was quicker.
            throw AuthError.InvalidAuthorizationCode.AsException();
        }
    }
}
