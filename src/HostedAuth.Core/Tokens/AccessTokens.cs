using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Tokens;

/// <summary>Access tokens as presented: by users to the API and to userInfo.</summary>
public sealed class AccessTokens(
    HostedAuthDbContext context,
    PoolScope scope,
    Issuer issuer,
    RecentTokens recent,
    SenderProof sender,
    TimeProvider time)
{
    private const int LongestPoolId = 55;

    private static readonly CompiledRead<string, string, UserRow?> Find =
        new((context, userId, eventId, cancellationToken) => (
            from user in context.Users.AsNoTracking()
            from session in context.TokenSessions
                .Where(session => session.UserId == userId && session.EventId == eventId && session.EndedAt == null)
                .DefaultIfEmpty()
            where user.Id == userId
            select new UserRow(user, session)).FirstOrDefault());

    /// <summary>
    /// The pool id that an access token claims, unverified, so that the pool can be entered; or null. Nothing else of such a
    /// token is believed.
    /// </summary>
    public static string? ReadPoolId(string accessToken)
    {
        ArgumentNullException.ThrowIfNull(accessToken);
        var claimed = JwsReader.ReadUnverified(accessToken)?.GetText("iss");
        var poolId = claimed?[(claimed.LastIndexOf('/') + 1)..] ?? OpaqueTokens.PoolIdOf(accessToken);
        return poolId is { Length: > 0 and <= LongestPoolId } && poolId.All(IsOfPoolId) ? poolId : null;
    }

    /// <summary>
    /// Verifies signature, issuer, audience, use, time and scope, that its sender proved what it is bound to, and that its client, token session and user live: one read. Refuses with
    /// InvalidAccessToken, AccessTokenExpired, AccessTokenRevoked, AccessTokenScope, UserNotFound, UserDisabled, NobodySignedIn.
    /// </summary>
    /// <param name="accessToken">A JWT, or opaque.</param>
    /// <param name="requiredScope">One scope it must have.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<AccessTokenIdentity> VerifyAsync(
        string accessToken,
        string requiredScope,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(accessToken);
        if (ReadClaims(accessToken) is not { } token || scope.Pool.FindClient(token.ClientId) is not { } client)
        {
            throw AuthError.InvalidAccessToken.AsException();
        }

        // Made for another server (RFC 8707; RFC 9068, section 4): that one must not be able to use it here.
        if (!token.IsForUs)
        {
            throw AuthError.InvalidAccessToken.AsException();
        }

        // As if it were a Bearer token, it would be good for whoever stole it (RFC 9449, section 7.2).
        if (!sender.Meets(token.Confirmation))
        {
            throw AuthError.InvalidAccessToken.AsException();
        }

        if (token.ExpiresAt <= time.GetUtcNow())
        {
            throw AuthError.AccessTokenExpired.AsException();
        }

        if (!token.Scopes.Contains(requiredScope))
        {
            throw AuthError.AccessTokenScope.AsException();
        }

        var found = await Find.RunAsync(context, client.UserIdOf(token.Subject), token.EventId, cancellationToken)
            ?? throw AuthError.UserNotFound.AsException();
        if (!found.User.Enabled)
        {
            throw AuthError.UserDisabled.AsException();
        }

        var session = found.LivingSession ?? throw AuthError.AccessTokenRevoked.AsException();

        // Not even by a trigger that adds the scope: addresses, factors and passwords outlive an issuer's word.
        return session.IsByAssertion && requiredScope == AppClients.Scopes.SelfService
            ? throw AuthError.NobodySignedIn.AsException()
            : new AccessTokenIdentity(found.User, client, session, token.Scopes, token.Confirmation);
    }

    /// <summary>The claims of an access token of this pool, a user's or a client's, whatever their time; null for anything else.</summary>
    internal JsonElement? Read(string accessToken)
    {
        ArgumentNullException.ThrowIfNull(accessToken);
        return recent.Read(accessToken, scope.Pool.Keys, ReadAnyForm) is { } claims && claims.GetText("iss") == issuer.Of(scope.Pool) ? claims : null;
    }

    /// <summary>
    /// Whether a token is of use at the server itself: it names no audience, as Cognito's don't, or one of the pool, the userInfo
    /// endpoint and its own client. A strict pool looks at none, as Cognito.
    /// </summary>
    internal bool IsForUs(JsonElement claims)
    {
        if (scope.Pool.IsStrict || !claims.TryGetProperty("aud", out _))
        {
            return true;
        }

        var own = issuer.Of(scope.Pool);
        return claims.GetTexts("aud").Any(audience =>
            audience == own || audience == $"{own}/oauth2/userInfo" || audience == claims.GetText("client_id"));
    }

    /// <summary>
    /// Whether a text has the form of an access token, a JWT or opaque, good or not; ID tokens have it too.
    /// </summary>
    internal bool HasForm(string text) => JwsReader.IsJwt(text) || OpaqueTokens.PoolIdOf(text) == scope.Pool.Id;

    /// <summary>The user of a token, as <see cref="Read"/> gave it, and its session while that lives: one read; null for a client's.</summary>
    internal async Task<UserRow?> FindOwnerAsync(JsonElement claims, CancellationToken cancellationToken) =>
        claims.GetText("sub") is { } subject
        && claims.GetText("event_id") is { } eventId
        && scope.Pool.FindClient(claims.GetText("client_id") ?? "") is { } client
            ? await Find.RunAsync(context, client.UserIdOf(subject), eventId, cancellationToken)
            : null;

    /// <summary>One kind of token never passes for another (RFC 8725, section 3.11): the type tells, or <c>token_use</c> where there is none.</summary>
    private JsonElement? ReadAnyForm(string accessToken)
    {
        var keys = scope.Pool.Keys;
        if (OpaqueTokens.Open(keys.AccessTokenKey, scope.Pool.Id, accessToken) is { } sealedClaims)
        {
            return JsonElement.Parse(sealedClaims);
        }

        return JwsReader.ReadTyped(accessToken, keys.SigningKeys) switch
        {
            { Type: Rfc9068Claims.Type } typed => typed.Claims,
            { Type: null } plain when plain.Claims.GetText("token_use") == AccessTokenClaims.TokenUse => plain.Claims,
            _ => null,
        };
    }

    private Claims? ReadClaims(string accessToken) =>
        Read(accessToken) is { } claims
        && claims.GetText("sub") is { } subject
        && claims.GetText("event_id") is { } eventId
        && claims.GetText("client_id") is { } clientId
        && claims.GetTime("exp") is { } expiresAt
            ? new Claims(subject, eventId, clientId, expiresAt, claims.GetText("scope")?.Split(' ') ?? [], Confirmation.Of(claims), IsForUs(claims))
            : null;

    private static bool IsOfPoolId(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_';

    private sealed record Claims(
        string Subject,
        string EventId,
        string ClientId,
        DateTimeOffset ExpiresAt,
        string[] Scopes,
        Confirmation Confirmation,
        bool IsForUs);

    internal sealed record UserRow(User User, TokenSession? LivingSession);
}

/// <summary>Who an access token speaks for.</summary>
/// <param name="User">The user, as read: who changes it attaches it to the unit of work first.</param>
/// <param name="Client">The client it was issued to.</param>
/// <param name="Session">The token session it belongs to, as read.</param>
/// <param name="Scopes">Its scopes.</param>
/// <param name="Confirmation">What its sender has proven, since it asks for it.</param>
public sealed record AccessTokenIdentity(
    User User,
    ClientSnapshot Client,
    TokenSession Session,
    IReadOnlyList<string> Scopes,
    Confirmation Confirmation)
{
    /// <summary>As the client knows the user.</summary>
    public string Username => Client.UsernameOf(User);
}
