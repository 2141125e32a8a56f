using HostedAuth.Core.AppClients;

namespace HostedAuth.Oidc.Registration;

/// <summary>
/// The redirect addresses of a client that registers itself (RFC 7591, section 5; OpenID Connect Registration, section 2, on
/// application_type; RFC 8252, section 7).
/// </summary>
internal static class RedirectRules
{
    private const int MostAddresses = 100;
    private const int LongestAddress = 1024;

    /// <exception cref="OAuthException">invalid_redirect_uri.</exception>
    public static void Check(IReadOnlyList<string> urls, IReadOnlyList<string> flows, string? applicationType)
    {
        var isWeb = applicationType == "web";
        var isImplicit = flows.Contains(RegistrationGrants.Implicit);
        if (urls.Count == 0 && (isImplicit || flows.Contains("code")))
        {
            throw Refusal("redirect_uris must name one at least.");
        }

        if (urls.Count > MostAddresses)
        {
            throw Refusal($"redirect_uris may name {MostAddresses} at most.");
        }

        foreach (var url in urls)
        {
            if (url.Length > LongestAddress || RedirectUrls.Fault(url) is not null)
            {
                throw Refusal("redirect_uris holds an address that a browser must not be sent to.");
            }

            var uri = new Uri(url);
            var isLoopback = uri.Scheme == Uri.UriSchemeHttp || uri.Host == "localhost";
            var isOwnScheme = uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps;
            if ((isWeb && isOwnScheme) || (isImplicit && applicationType != "native" && (isLoopback || isOwnScheme)))
            {
                throw Refusal("A web client's redirect_uris must be https, and with the implicit grant not on localhost.");
            }
        }
    }

    private static OAuthException Refusal(string description) => new("invalid_redirect_uri", description);
}
