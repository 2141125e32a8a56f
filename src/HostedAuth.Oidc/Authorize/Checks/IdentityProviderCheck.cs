using HostedAuth.Core.IdentityProviders;

namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary>
/// <c>identity_provider</c> names one the client may use, or <c>idp_identifier</c> one that it has; absent, the pool's own sign-in
/// page asks.
/// </summary>
internal sealed class IdentityProviderCheck(IEnumerable<ISignInProvider> providers) : IAuthorizeCheck
{
    private readonly ISignInProvider[] _providers = [.. providers];

    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        var (named, identifier) = (
            request.Parameters.FindSingle("identity_provider"),
            request.Parameters.FindSingle("idp_identifier"));
        if (named is null && identifier is null)
        {
            return request;
        }

        if (named is not null && identifier is not null)
        {
            throw new OAuthException("invalid_request", "identity_provider and idp_identifier exclude each other.");
        }

        var name = named ?? FirstOf(provider => provider.FindByIdentifier(request.Pool, identifier!));
        var path = name is not null && request.Client.IdentityProviders.Contains(name)
            ? FirstOf(provider => provider.FindStartPath(request.Pool, name))
            : null;
        return path is null
            ? throw new OAuthException("invalid_request", "The client has no such identity provider.")
            : request with { SignInPath = path };
    }

    private string? FirstOf(Func<ISignInProvider, string?> find) => _providers.Select(find).FirstOrDefault(found => found is not null);
}
