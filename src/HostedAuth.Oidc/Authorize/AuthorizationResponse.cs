using System.Text;

namespace HostedAuth.Oidc.Authorize;

/// <summary>The answer to an authorization request, as the address the browser is sent to (RFC 6749, section 4.1.2).</summary>
internal static class AuthorizationResponse
{
    /// <summary>The address with the code.</summary>
    public static string Granted(AuthorizationRequest request, string issuer, string code) =>
        Build(request, issuer, [new("code", code)]);

    /// <summary>The address with an error.</summary>
    public static string Refused(AuthorizationRequest request, string issuer, OAuthError error) =>
        Build(request, issuer, [new("error", error.Code), new("error_description", error.Description)]);

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
