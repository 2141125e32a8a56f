using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Core.Users;

/// <summary>Registers users, their attributes and their passwords.</summary>
internal static class UserServices
{
    public static IServiceCollection AddUsers(this IServiceCollection services)
    {
        services.AddScoped<UserDirectory>();
        services.AddScoped<UserAttributes>();
        services.AddScoped<Passwords>();
        return services;
    }
}
