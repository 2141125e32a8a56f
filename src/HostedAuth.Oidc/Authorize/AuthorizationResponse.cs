using System.Text;

namespace HostedAuth.Oidc.Authorize;

/// <summary>The answer to an authorization request, as the address the browser is sent to (RFC 6749, section 4.1.2).</summary>
public static class AuthorizationResponse
{
    /// <summary>The address with the code.</summary>
    internal static string Granted(AuthorizationRequest request, string issuer, string code) =>
        Build(request, issuer, [new("code", code)]);

    /// <summary>The address with an error.</summary>
    internal static string Refused(AuthorizationRequest request, string issuer, OAuthError error) =>
        Build(request, issuer, [new("error", error.Code), new("error_description", error.Description)]);

    /// <summary>
    /// The address with the error that the user has no factors for the level asked for (RFC 9470, section 5; OpenID Connect
    /// Core Error Code unmet_authentication_requirements).
    /// </summary>
    public static string OutOfReach(AuthorizationRequest request, string issuer)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Refused(
            request,
            issuer,
            new("unmet_authentication_requirements", "The user has no factors for the requested authentication level."));
    }

    private static string Build(AuthorizationRequest request, string issuer, KeyValuePair<string, string>[] answer)
    {
        var location = new StringBuilder(request.RedirectUri);
        var separator = request.RedirectUri.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        foreach (var (name, value) in answer)
        {
            location.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        // Exactly as it came; of two states neither is the client's.
        if (request.Parameters.FindSingle("state") is { } state)
        {
            location.Append("&state=").Append(Uri.EscapeDataString(state));
        }

        // In every answer, so that a client of several issuers can't be made to send one's code to another (RFC 9207).
        return location.Append("&iss=").Append(Uri.EscapeDataString(issuer)).ToString();
    }
}
