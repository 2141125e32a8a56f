namespace HostedAuth.Core.Tokens;

/// <summary>The form of a client's access tokens (<c>hostedauth_access_token_format</c>).</summary>
public enum AccessTokenFormat
{
    /// <summary>A JWT with Cognito's claims.</summary>
    Cognito,

    /// <summary>A JWT of RFC 9068, <c>at+jwt</c>.</summary>
    Rfc9068,

    /// <summary>Nothing that anybody but the server reads; a resource asks for it by introspection (RFC 7662).</summary>
    Opaque,
}
