using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Core.Tokens;

/// <summary>Codes of the authorization code grant: 256 random bits, minutes, once (RFC 6749, section 4.1).</summary>
public sealed partial class AuthorizationCodes(
    HostedAuthDbContext context,
    PoolScope scope,
    TokenSessions sessions,
    SenderProof sender,
    TimeProvider time,
    ILogger<AuthorizationCodes> logger)
{
    /// <summary>Makes a code and saves the unit of work.</summary>
    public async Task<Secret> IssueAsync(AuthorizationCodeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var code = RandomText.Handle();
        context.InsertWithSave(new AuthorizationCode
        {
            PoolId = scope.Pool.Id,
            Hash = HashOf(code),
            ClientId = request.Client.ClientId,
            UserId = request.Session.UserId,
            SsoSessionId = request.Session.Id,
            RedirectUri = request.RedirectUri,
            CodeChallenge = request.CodeChallenge,
            Nonce = request.Nonce,
            Scopes = request.Scopes,
            Resources = request.Resources,
            ClaimsRequest = request.ClaimsRequest,
            KeyThumbprint = request.KeyThumbprint,
            AuthenticatedAt = request.Session.AuthenticatedAt,
            Amr = request.Session.Amr,
            ExpiresAt = time.GetUtcNow() + request.Client.CodeLifetime,
        });
        await context.SaveChangesAsync(cancellationToken);
        return code;
    }

    /// <summary>
    /// Spends a code with the next save, which is the issuer's: one read and one transaction. Refuses with InvalidAuthorizationCode when it is
    /// unknown, expired, spent (which also ends what its first use granted), another client's, for another redirect_uri, or
    /// not proven by the verifier or by the key that was named with the request (RFC 9449, section 10), when its browser was signed out meanwhile, or
    /// by a second factor from before those that count now; and as <see cref="TokenGate"/>.
    /// </summary>
    /// <param name="client">The authenticated client.</param>
    /// <param name="code">As presented.</param>
    /// <param name="redirectUri">As presented; must be that of the authorization request.</param>
    /// <param name="codeVerifier">PKCE; must be there exactly when a challenge was (RFC 9700, section 4.8.2).</param>
    /// <param name="issue">Issues what the code stands for, and saves the unit of work.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<T> RedeemAsync<T>(
        ClientSnapshot client,
        Secret code,
        string redirectUri,
        string? codeVerifier,
        Func<Grant, Task<T>> issue,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(issue);
        var found = await CodeRow.FindAsync(context, HashOf(code), cancellationToken);
        if (found is null || found.Code.ClientId != client.ClientId)
        {
            throw AuthError.InvalidAuthorizationCode.AsException();
        }

        if (found.Code.RedeemedAt is not null)
        {
            await EndFirstUseAsync(found.Code, cancellationToken);
            throw AuthError.InvalidAuthorizationCode.AsException();
        }

        CheckUsable(found, redirectUri, codeVerifier);
        return await SpendAsync(found, GrantOf(found, client), issue, cancellationToken);
    }

    private void CheckUsable(CodeRow found, string redirectUri, string? codeVerifier)
    {
        var code = found.Code;
        if (code.ExpiresAt <= time.GetUtcNow()
            || found.Session.EndedAt is not null
            || UserFactors.IsOutdated(found.User, found.Session, code.Amr, code.AuthenticatedAt)
            || code.RedirectUri != redirectUri
            || !Proves(codeVerifier, code.CodeChallenge)
            || !sender.Meets(new(code.KeyThumbprint, CertificateThumbprint: null)))
        {
            throw AuthError.InvalidAuthorizationCode.AsException();
        }

        TokenGate.Check(found.User);
    }

    private async Task<T> SpendAsync<T>(
        CodeRow found,
        Grant grant,
        Func<Grant, Task<T>> issue,
        CancellationToken cancellationToken)
    {
        var isLost = false;
        context.RunWithSave(async token =>
        {
            isLost = !await TrySpendAsync(found.Code, grant.TokenSessionId!, token);
            if (isLost)
            {
                throw AuthError.InvalidAuthorizationCode.AsException();
            }
        });
        try
        {
            return await issue(grant);
        }
        catch (AuthException) when (isLost)
        {
            // Another use was quicker, and what it got ends as well.
            context.Discard();
            var winner = await CodeRow.FindAsync(context, found.Code.Hash, cancellationToken);
            await EndFirstUseAsync(winner?.Code ?? found.Code, cancellationToken);
            throw;
        }
    }

    private async Task<bool> TrySpendAsync(AuthorizationCode code, string tokenSessionId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcTicks;
        return await context.Database.ExecuteSqlAsync(
            $"""
            UPDATE authorization_codes SET "RedeemedAt" = {now}, "TokenSessionId" = {tokenSessionId}
            WHERE "PoolId" = {code.PoolId} AND "Hash" = {code.Hash} AND "RedeemedAt" IS NULL
            """,
            cancellationToken) > 0;
    }

    private Grant GrantOf(CodeRow found, ClientSnapshot client)
    {
        var code = found.Code;
        return new Grant
        {
            Client = client,
            User = found.User,
            Groups = found.GroupsByPrecedence(),
            Scopes = code.Scopes,
            Resources = code.Resources,
            ClaimsRequest = code.ClaimsRequest,
            AuthenticatedAt = code.AuthenticatedAt,
            Amr = code.Amr,
            // As it was when the code was made: the browser's sign-in may have been raised since.
            Acr = AuthenticationLevels.ValueOf(scope.Pool, AuthenticationLevels.Of(code.Amr)),
            IsByTriggers = found.Session.IsByTriggers,
            Nonce = code.Nonce,
            SsoSessionId = code.SsoSessionId,
            ByOAuth = true,
            // Fixed here and kept with the code, so that a second use knows what to end.
            TokenSessionId = Guid.NewGuid().ToString(),
        };
    }

    private async Task EndFirstUseAsync(AuthorizationCode code, CancellationToken cancellationToken)
    {
        if (code.TokenSessionId is not null)
        {
            LogReuse(code.ClientId, code.TokenSessionId);
            await sessions.EndGrantedAsync(code, cancellationToken);
        }
    }

    /// <summary>RFC 7636, section 4.6; a verifier without a challenge is a downgrade as well.</summary>
    private static bool Proves(string? codeVerifier, string? codeChallenge)
    {
        if (codeVerifier is null || codeChallenge is null)
        {
            return codeVerifier is null && codeChallenge is null;
        }

        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(codeVerifier)));
        return new Secret(challenge).FixedTimeEquals(codeChallenge);
    }

    private static byte[] HashOf(Secret code) => SHA256.HashData(Encoding.UTF8.GetBytes(code.Value));

    [LoggerMessage(3002, LogLevel.Warning,
        "An authorization code of client {ClientId} was used again; token session {SessionId} has been ended.")]
    private partial void LogReuse(string clientId, string sessionId);
}
