using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Oidc.Token.ClientAuthentication;

/// <summary>Registers the ways by which clients authenticate, in the order that discovery lists them.</summary>
internal static class ClientAuthenticationServices
{
    public static IServiceCollection AddClientAuthentication(this IServiceCollection services)
    {
        services.AddScoped<ClientAuthenticator>();
        services.AddScoped<ClientAssertions>();
        services.AddSingleton<ClientCertificates>();
        services.AddScoped<IClientAuthenticationMethod, ClientSecretBasic>();
        services.AddScoped<IClientAuthenticationMethod, ClientSecretPost>();
        services.AddScoped<IClientAuthenticationMethod, NoAuthentication>();
        services.AddScoped<IClientAuthenticationMethod, PrivateKeyJwt>();
        services.AddScoped<IClientAuthenticationMethod, ClientSecretJwt>();
        services.AddScoped<IClientAuthenticationMethod, TlsClientAuth>();
        services.AddScoped<IClientAuthenticationMethod, SelfSignedTlsClientAuth>();
        return services;
    }
}
