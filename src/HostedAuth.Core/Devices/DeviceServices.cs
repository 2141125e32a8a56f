using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Core.Devices;

/// <summary>Registers devices.</summary>
internal static class DeviceServices
{
    public static IServiceCollection AddDevices(this IServiceCollection services)
    {
        services.AddScoped<UserDevices>();
        services.AddScoped<DeviceRemoval>();
        services.AddScoped<BrowserDevices>();
        return services;
    }
}
