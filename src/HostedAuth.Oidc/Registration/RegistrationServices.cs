using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Oidc.Registration;

/// <summary>Registers the registration of clients.</summary>
internal static class RegistrationServices
{
    public static IServiceCollection AddClientRegistration(this IServiceCollection services)
    {
        services.AddSingleton<SectorIdentifiers>();
        services.AddScoped<RegistrationAnswer>();
        services.AddScoped<RegisterEndpoint>();
        services.AddScoped<ClientConfigurationEndpoint>();
        return services;
    }
}
