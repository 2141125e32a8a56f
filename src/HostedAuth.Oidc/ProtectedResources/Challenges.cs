using HostedAuth.Oidc.Dpop;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.ProtectedResources;

/// <summary>
/// How protected resources refuse: with a challenge in <c>WWW-Authenticate</c> that says what would do (RFC 6750, section 3;
/// RFC 9449, section 7.1).
/// </summary>
internal static class Challenges
{
    private static readonly string Bearer = "Bearer realm=\"HostedAuth\"";
    private static readonly string Dpop = $"DPoP realm=\"HostedAuth\", algs=\"{string.Join(' ', DpopProof.Algorithms)}\"";

    /// <summary>No token was sent: the challenges name no error (RFC 6750, section 3.1).</summary>
    public static OAuthException Missing() =>
        new("invalid_token", "An access token is required.", StatusCodes.Status401Unauthorized)
        {
            Challenge = $"{Bearer}, {Dpop}",
        };

    /// <summary>
    /// The token doesn't do where clients are registered: those tokens are never bound to a key, so that Bearer alone
    /// is offered.
    /// </summary>
    /// <param name="statusCode">401 or 403.</param>
    /// <param name="code">The error code.</param>
    /// <param name="description">A constant: without quotes or backslashes.</param>
    /// <param name="wanted">What would do, where it can be told: no quotes or backslashes either.</param>
    public static OAuthException Registration(
        int statusCode,
        string code,
        string description,
        params IEnumerable<(string Name, string Value)> wanted) => new(code, description, statusCode)
        {
            Challenge = $"{Bearer}, {ErrorOf(code, description, wanted)}",
        };

    /// <summary>The token, or what was sent with it, doesn't do.</summary>
    /// <param name="scheme">How it was sent.</param>
    /// <param name="statusCode">400, 401 or 403.</param>
    /// <param name="code">The error code.</param>
    /// <param name="description">A constant: without quotes or backslashes.</param>
    /// <param name="wanted">What would do, where it can be told: no quotes or backslashes either.</param>
    public static OAuthException Refusal(
        TokenScheme scheme,
        int statusCode,
        string code,
        string description,
        params IEnumerable<(string Name, string Value)> wanted)
    {
        var error = ErrorOf(code, description, wanted);
        return new(code, description, statusCode)
        {
            // Who sent a Bearer token hears of the other way too: it may be bound to a key.
            Challenge = scheme == TokenScheme.DPoP ? $"{Dpop}, {error}" : $"{Bearer}, {error}, {Dpop}",
        };
    }

    private static string ErrorOf(string code, string description, IEnumerable<(string Name, string Value)> wanted) => string.Join(
        ", ",
        wanted.Prepend(("error_description", description)).Prepend(("error", code)).Select(one => $"{one.Item1}=\"{one.Item2}\""));
}
