using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Core.UserPools;

/// <summary>Registers pools and what belongs to them: clients, domains, resource servers, groups.</summary>
public static class PoolServices
{
    public static IServiceCollection AddUserPools(this IServiceCollection services)
    {
        services.AddScoped<Groups.Groups>();
        return services;
    }
}
