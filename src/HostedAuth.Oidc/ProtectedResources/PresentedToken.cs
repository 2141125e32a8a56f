using HostedAuth.Core.Secrets;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.ProtectedResources;

/// <summary>The access token of a request to a protected resource, as it was sent.</summary>
/// <param name="Value">The token.</param>
/// <param name="Scheme">How it was sent: a form has no scheme, and is a bearer's (RFC 6750, section 2.2).</param>
internal readonly record struct PresentedToken(Secret Value, TokenScheme Scheme)
{
    private const string BearerPrefix = "Bearer ";
    private const string DpopPrefix = "DPoP ";

    /// <summary>
    /// From the header, or from the form of a post; never from the query, which ends up in logs (RFC 6750, section 2; RFC 9449,
    /// section 7.1). Null when there is none.
    /// </summary>
    /// <exception cref="OAuthException">invalid_request: there are two.</exception>
    public static async Task<PresentedToken?> ReadAsync(HttpRequest request)
    {
        var fromForm = HttpMethods.IsPost(request.Method) && request.HasFormContentType
            ? (await OAuthForm.ReadAsync(request)).FindSingle("access_token")
            : null;
        var header = request.Headers.Authorization;
        if (header.Count > 1 || (header.Count == 1 && fromForm is not null))
        {
            throw new OAuthException("invalid_request", "The token was sent in two ways.");
        }

        return fromForm is not null
            ? new(new Secret(fromForm), TokenScheme.Bearer)
            : Read(header, BearerPrefix, TokenScheme.Bearer) ?? Read(header, DpopPrefix, TokenScheme.DPoP);
    }

    private static PresentedToken? Read(string? header, string prefix, TokenScheme scheme) =>
        header?.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) == true
            ? new(new Secret(header[prefix.Length..].Trim()), scheme)
            : null;
}

/// <summary>An authentication scheme of access tokens.</summary>
internal enum TokenScheme
{
    /// <summary>RFC 6750.</summary>
    Bearer,

    /// <summary>RFC 9449, section 7.1.</summary>
    DPoP,
}
