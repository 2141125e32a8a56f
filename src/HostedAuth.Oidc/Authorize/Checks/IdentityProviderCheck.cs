using HostedAuth.Core.IdentityProviders;

namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary><c>identity_provider</c> names one the client may use; absent, the pool's own sign-in page asks.</summary>
internal sealed class IdentityProviderCheck(IEnumerable<ISignInProvider> providers) : IAuthorizeCheck
{
    private readonly ISignInProvider[] _providers = [.. providers];

    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        if (request.Parameters.FindSingle("identity_provider") is not { } name)
        {
            return request;
        }

        var path = request.Client.IdentityProviders.Contains(name)
            ? _providers.Select(provider => provider.FindStartPath(request.Pool, name)).FirstOrDefault(found => found is not null)
            : null;
        return path is null
            ? throw new OAuthException("invalid_request", "The client has no such identity_provider.")
            : request with { SignInPath = path };
    }
}
