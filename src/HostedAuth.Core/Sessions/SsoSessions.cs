using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Sessions;

/// <summary>Browsers signed in at the pool.</summary>
public sealed class SsoSessions(
    HostedAuthDbContext context,
    PoolScope scope,
    TokenSessions tokenSessions,
    TimeProvider time)
{
    /// <summary>As Cognito's cookie: an hour, not moved by use.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(60);

    private const int LongestHandle = 128;

    private static readonly Func<HostedAuthDbContext, string, CancellationToken, Task<SsoSessionUser?>> Find =
        EF.CompileAsyncQuery((HostedAuthDbContext context, string id, CancellationToken cancellationToken) => (
            from session in context.SsoSessions.AsNoTracking()
            join user in context.Users on session.UserId equals user.Id
            where session.Id == id
            select new SsoSessionUser(session, user)).FirstOrDefault());

    /// <summary>Starts a session for a browser, and saves the unit of work (the sign-in's bookkeeping with it).</summary>
    /// <returns>The session, and the handle for the cookie: <c>id.secret</c>.</returns>
    public async Task<(SsoSession Session, Secret Handle)> StartAsync(
        Authentication authentication,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(authentication);
        var secret = RandomText.Handle();
        var session = new SsoSession
        {
            PoolId = scope.Pool.Id,
            Id = RandomText.UserSessionId("sso"),
            UserId = authentication.User.Id,
            SecretHash = HashOf(secret.Value),
            AuthenticatedAt = authentication.At,
            Amr = authentication.Amr,
            ExpiresAt = time.GetUtcNow() + Lifetime,
        };
        context.SsoSessions.Add(session);
        await context.SaveChangesAsync(cancellationToken);
        return (session, new Secret($"{session.Id}.{secret.Value}"));
    }

    /// <summary>The living session that a cookie's handle names, with its enabled user; or null.</summary>
    public async Task<SsoSessionUser?> FindAsync(Secret handle, CancellationToken cancellationToken)
    {
        if (handle.Value.Length > LongestHandle || handle.Value.Split('.') is not [{ Length: > 0 } id, { Length: > 0 } secret])
        {
            return null;
        }

        var found = await Find(context, id, cancellationToken);
        return found is not null
            && CryptographicOperations.FixedTimeEquals(found.Session.SecretHash, HashOf(secret))
            && found.Session.EndedAt is null
            && found.Session.ExpiresAt > time.GetUtcNow()
            && found.User.Enabled
            ? found
            : null;
    }

    /// <summary>Ends the session and every token session that hangs on it.</summary>
    public Task EndAsync(string sessionId, CancellationToken cancellationToken) =>
        tokenSessions.EndSsoAsync(sessionId, cancellationToken);

    /// <summary>The secret is 256 random bits, so a plain hash is enough.</summary>
    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}

/// <summary>A living SSO session and the user it belongs to (read, not tracked).</summary>
public sealed record SsoSessionUser(SsoSession Session, User User);
