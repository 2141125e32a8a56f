using HostedAuth.Core.IdentityProviders;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Federation;

/// <summary>Where external identity providers plug in: each kind is one scheme.</summary>
public static class FederationFace
{
    /// <summary>
    /// Adds a kind of external identity provider. <c>/oauth2/authorize</c> sends a browser that asks for one of its
    /// providers by <c>identity_provider</c> to the path it names; the scheme brings the person back as an SSO session.
    /// </summary>
    public static IServiceCollection AddExternalScheme<TScheme>(this IServiceCollection services)
        where TScheme : class, ISignInProvider => services.AddSingleton<ISignInProvider, TScheme>();
}
