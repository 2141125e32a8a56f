using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn;

namespace HostedAuth.Core.Sessions;

/// <summary>Browsers signed in at the pool.</summary>
public sealed class SsoSessions
{
    /// <summary>Starts a session for a browser, and saves the unit of work (the sign-in's bookkeeping with it).</summary>
    /// <returns>The session, and the handle for the cookie: <c>id.secret</c>.</returns>
    public Task<(SsoSession Session, Secret Handle)> StartAsync(
        Authentication authentication,
        CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The living session that a cookie's handle names, with its enabled user; or null.</summary>
    public Task<SsoSessionUser?> FindAsync(Secret handle, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Ends the session and every token session that hangs on it.</summary>
    public Task EndAsync(string sessionId, CancellationToken cancellationToken) => throw new NotImplementedException();
}

/// <summary>A living SSO session and the user it belongs to (read, not tracked).</summary>
public sealed record SsoSessionUser(SsoSession Session, Users.User User);
