using HostedAuth.Core.AppClients;
using HostedAuth.Core.IdentityProviders;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Oidc.Authorize;

/// <summary>The pool's own users, who sign in at the login page.</summary>
internal sealed class PoolUsers : ISignInProvider
{
    public string? FindStartPath(PoolSnapshot pool, string identityProvider) =>
        identityProvider == ClientSnapshot.OwnProvider ? "/login" : null;

    /// <summary>Only external providers have identifiers.</summary>
    public string? FindByIdentifier(PoolSnapshot pool, string identifier) => null;
}
