using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.IdentityProviders;

/// <summary>
/// A way for people to sign in at a pool: its own users (<c>COGNITO</c>), or an external scheme. Whoever signs people in
/// registers one, so that the authorization endpoint need not know which there are.
/// </summary>
public interface ISignInProvider
{
    /// <summary>
    /// The path below the pool's address at which a browser begins to sign in by the identity provider; null when that is
    /// not a provider of this kind in this pool.
    /// </summary>
    /// <param name="pool">The pool.</param>
    /// <param name="identityProvider">The <c>identity_provider</c> of the request.</param>
    string? FindStartPath(PoolSnapshot pool, string identityProvider);

    /// <summary>
    /// The name of the identity provider that has an identifier, such as the domain of its people; null for none.
    /// </summary>
    /// <param name="pool">The pool.</param>
    /// <param name="identifier">The <c>idp_identifier</c> of the request.</param>
    string? FindByIdentifier(PoolSnapshot pool, string identifier);
}
