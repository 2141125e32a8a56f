using HostedAuth.Core.Secrets;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.UserInfo;

/// <summary>The access token of a request to a protected resource (RFC 6750, section 2).</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>From the header, or from the form of a post; never from the query, which ends up in logs.</summary>
    /// <exception cref="OAuthException">There is none, or two.</exception>
    public static async Task<Secret> ReadAsync(HttpRequest request)
    {
        var fromForm = HttpMethods.IsPost(request.Method) && request.HasFormContentType
            ? (await OAuthForm.ReadAsync(request)).FindSingle("access_token")
            : null;
        string? header = request.Headers.Authorization;
        if (header is not null && fromForm is not null)
        {
            throw Refusal(StatusCodes.Status400BadRequest, "invalid_request", "The token was sent in two ways.");
        }

        if (header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return new Secret(header[Scheme.Length..].Trim());
        }

        return fromForm is not null ? new Secret(fromForm) : throw Missing();
    }

    /// <summary>An answer with the challenge that RFC 6750, section 3 asks for.</summary>
    /// <param name="statusCode">400, 401 or 403.</param>
    /// <param name="code">The error code.</param>
    /// <param name="description">Without quotes or backslashes.</param>
    /// <param name="scope">The scope that would do, where that is what lacks.</param>
    public static OAuthException Refusal(int statusCode, string code, string description, string? scope = null)
    {
        var challenge = $"Bearer realm=\"HostedAuth\", error=\"{code}\", error_description=\"{description}\"";
        return new(code, description, statusCode)
        {
            Challenge = scope is null ? challenge : $"{challenge}, scope=\"{scope}\"",
        };
    }

    // Without a token the challenge names no error (RFC 6750, section 3.1).
    private static OAuthException Missing() =>
        new("invalid_token", "An access token is required.", StatusCodes.Status401Unauthorized)
        {
            Challenge = "Bearer realm=\"HostedAuth\"",
        };
}
