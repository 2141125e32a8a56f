using HostedAuth.Core.Housekeeping;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Core.UserPools;

/// <summary>Registers pools and what belongs to them: clients, domains, resource servers, groups.</summary>
public static class PoolServices
{
    public static IServiceCollection AddUserPools(this IServiceCollection services)
    {
        services.AddSingleton<TagRules>();
        services.AddScoped<UserPools>();
        services.AddScoped<IChore, DeletedPools>();
        services.AddScoped<IChore, AppClients.UnusedClients>();
        services.AddScoped<IChore, AppClients.DeletedClients>();
        services.AddScoped<AppClients.ClientUses>();
        services.AddScoped<AppClients.AppClients>();
        services.AddScoped<AppClients.AppClientSecrets>();
        services.AddScoped<AppClients.ClientRegistrations>();
        services.AddScoped<AppClients.InitialAccessTokens>();
        services.AddScoped<Domains.Domains>();
        services.AddScoped<ResourceServers.ResourceServers>();
        services.AddScoped<Groups.Groups>();
        return services;
    }
}
