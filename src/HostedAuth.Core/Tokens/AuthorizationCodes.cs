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
using Microsoft.Extensions.Logging;

namespace HostedAuth.Core.Tokens;

/// <summary>
/// Codes of the authorization code grant: minutes, once (RFC 6749, section 4.1). A code is what it says, sealed; its use begins
/// the one token session that it names, which is how it is known to be used.
/// </summary>
public sealed partial class AuthorizationCodes(
    HostedAuthDbContext context,
    PoolScope scope,
    CodeTexts texts,
    TokenSessions sessions,
    SenderProof sender,
    TimeProvider time,
    ILogger<AuthorizationCodes> logger)
{
    /// <summary>Makes a code; one too long for an address saves the unit of work.</summary>
    public Task<Secret> IssueAsync(AuthorizationCodeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var code = new AuthorizationCode
        {
            TokenSessionId = Guid.NewGuid().ToString(),
            SsoSessionId = request.Session.Id,
            RedirectUri = request.RedirectUri,
            CodeChallenge = request.CodeChallenge,
            Nonce = request.Nonce,
            Scopes = request.Scopes,
            Resources = request.Resources,
            ClaimsRequest = request.ClaimsRequest,
            KeyThumbprint = request.KeyThumbprint,
            ConsentId = request.ConsentId,
            AuthenticatedAt = request.Session.AuthenticatedAt,
            Amr = request.Session.Amr,
            ExpiresAt = time.GetUtcNow() + request.Client.CodeLifetime,
        };
        return texts.WriteAsync(code, request.Client.ClientId, request.Session.UserId, cancellationToken);
    }

    /// <summary>
    /// Spends a code with the issuer's save: one read and one transaction. Refuses with InvalidAuthorizationCode when it is
    /// none of this client's, expired, spent (which also ends what its first use granted), for another redirect_uri, or not
    /// proven by the verifier or by the key that was named with the request (RFC 9449, section 10), when its browser was signed
    /// out or its consent taken back meanwhile, or by a second factor from before those that count now; and as
    /// <see cref="TokenGate"/>.
    /// </summary>
    /// <param name="client">The authenticated client.</param>
    /// <param name="code">As presented.</param>
    /// <param name="redirectUri">As presented; must be that of the authorization request.</param>
    /// <param name="codeVerifier">PKCE; must be there exactly when a challenge was (RFC 9700, section 4.8.2).</param>
    /// <param name="issue">Begins the grant's token session, and issues its tokens.</param>
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
        if (await texts.ReadAsync(code, client.ClientId, cancellationToken) is not { } read
            || read.ExpiresAt <= time.GetUtcNow()
            || await CodeRow.FindAsync(context, read, cancellationToken) is not { } found)
        {
            throw AuthError.InvalidAuthorizationCode.AsException();
        }

        if (found.IsUsed)
        {
            await EndFirstUseAsync(client, read, cancellationToken);
            throw AuthError.InvalidAuthorizationCode.AsException();
        }

        CheckUsable(read, found, redirectUri, codeVerifier);
        try
        {
            return await issue(GrantOf(read, found, client));
        }
        catch (AuthException refusal) when (refusal.Error == AuthError.InvalidAuthorizationCode)
        {
            // Where another use was quicker, what it got ends as well.
            context.Discard();
            await EndFirstUseAsync(client, read, cancellationToken);
            throw;
        }
    }

    private void CheckUsable(AuthorizationCode code, CodeRow found, string redirectUri, string? codeVerifier)
    {
        if (found.Session.EndedAt is not null
            || UserFactors.IsOutdated(found.User, found.Session, code.Amr, code.AuthenticatedAt)
            || code.RedirectUri != redirectUri
            || !Proves(codeVerifier, code.CodeChallenge)
            || !sender.Meets(new(code.KeyThumbprint, CertificateThumbprint: null)))
        {
            throw AuthError.InvalidAuthorizationCode.AsException();
        }

        TokenGate.Check(found.User);
    }

    private Grant GrantOf(AuthorizationCode code, CodeRow found, ClientSnapshot client) => new()
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
        ConsentId = code.ConsentId,
        ByOAuth = true,
        TokenSessionId = code.TokenSessionId,
    };

    private async Task EndFirstUseAsync(ClientSnapshot client, AuthorizationCode code, CancellationToken cancellationToken)
    {
        if (await sessions.EndAsync(code.TokenSessionId, cancellationToken))
        {
            LogReuse(client.ClientId, code.TokenSessionId);
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

    [LoggerMessage(3002, LogLevel.Warning,
        "An authorization code of client {ClientId} was used again; token session {SessionId} has been ended.")]
    private partial void LogReuse(string clientId, string sessionId);
}
