using HostedAuth.Core.Deployment;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Core.Outbound;

/// <summary>Registers the way out.</summary>
internal static class OutboundServices
{
    public static IServiceCollection AddOutbound(this IServiceCollection services)
    {
        services.AddSingleton(provider => new AddressGuard(provider.GetRequiredService<Settings>()));
        services.AddSingleton<OutboundHttp>();
        return services;
    }
}
