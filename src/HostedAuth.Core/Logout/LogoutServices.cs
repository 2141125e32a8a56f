using HostedAuth.Core.Delivery;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Core.Logout;

/// <summary>Registers what tells clients that sessions end.</summary>
internal static class LogoutServices
{
    public static IServiceCollection AddLogout(this IServiceCollection services)
    {
        services.AddScoped<LogoutNotices>();
        services.AddScoped<FrontChannel>();
        services.AddSingleton<IMessageSender, LogoutSender>();
        return services;
    }
}
