namespace HostedAuth.Core.Sessions;

/// <summary>Ends what sign-ins granted.</summary>
public sealed class TokenSessions
{
    /// <summary>Ends one token session: its refresh token and, where they are checked, its access tokens.</summary>
    public Task EndAsync(string tokenSessionId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Ends every token session of a user, but one. Set-based; call it inside the caller's transaction.</summary>
    /// <param name="userId">The sub.</param>
    /// <param name="exceptTokenSessionId">The one that lives on, with the browser session behind it; or null.</param>
    /// <param name="ssoToo">Whether browsers are signed out as well.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task EndAllAsync(string userId, string? exceptTokenSessionId, bool ssoToo, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
