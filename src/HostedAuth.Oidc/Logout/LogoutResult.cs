namespace HostedAuth.Oidc.Logout;

/// <summary>What a request to sign out comes to.</summary>
public abstract record LogoutResult
{
    private LogoutResult()
    {
    }

    /// <summary>The session may end at once.</summary>
    /// <param name="Location">Where the browser goes then: a registered address, or a path below the pool's address.</param>
    public sealed record Proven(string Location) : LogoutResult;

    /// <summary>Nobody proves that the person wants it: ask (RP-Initiated Logout, section 2).</summary>
    /// <param name="Location">Where the browser goes when the person agrees.</param>
    public sealed record MustAsk(string Location) : LogoutResult;

    /// <summary>Refused, on a page of ours.</summary>
    public sealed record Refused(OAuthError Error) : LogoutResult
    {
        /// <summary>Where the error page is, below the pool's address.</summary>
        public string ErrorPage => SeeOther.ErrorPage(Error);
    }
}
