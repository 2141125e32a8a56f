namespace HostedAuth.Oidc.Authorize;

/// <summary>What the checks say of an authorization request.</summary>
public abstract record AuthorizeResult
{
    private AuthorizeResult()
    {
    }

    /// <summary>All of it is proven.</summary>
    public sealed record Accepted(AuthorizationRequest Request) : AuthorizeResult;

    /// <summary>
    /// Refused, and the client or its address is not proven: only a page of ours may say so (RFC 9700, section 4.11.2).
    /// Cognito's code for a wrong address is <c>redirect_mismatch</c>.
    /// </summary>
    public sealed record RefusedHere(OAuthError Error) : AuthorizeResult
    {
        /// <summary>Where the error page is, below the pool's address.</summary>
        public string ErrorPage => SeeOther.ErrorPage(Error);
    }

    /// <summary>Refused; the browser goes back to the client with the error (<see cref="AuthorizationResponses"/>).</summary>
    /// <param name="Request">As far as it was proven: its client, and where and how to answer.</param>
    /// <param name="Error">What the client is told.</param>
    public sealed record RefusedAtClient(AuthorizationRequest Request, OAuthError Error) : AuthorizeResult;
}
