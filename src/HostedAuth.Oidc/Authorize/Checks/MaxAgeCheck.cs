using System.Globalization;

namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary><c>max_age</c> is a number of seconds (OIDC Core, section 3.1.2.1); absent, the client's <c>default_max_age</c>.</summary>
internal sealed class MaxAgeCheck : IAuthorizeCheck
{
    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        if (request.Parameters.FindSingle("max_age") is not { } text)
        {
            return request.Client.Metadata.DefaultMaxAge is { } usual
                ? request with { MaxAge = TimeSpan.FromSeconds(usual) }
                : request;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? request with { MaxAge = TimeSpan.FromSeconds(seconds) }
            : throw new OAuthException("invalid_request", "max_age must be a number of seconds.");
    }
}
