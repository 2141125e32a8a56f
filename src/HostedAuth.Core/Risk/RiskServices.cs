using HostedAuth.Core.Housekeeping;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Core.Risk;

/// <summary>Registers threat protection.</summary>
internal static class RiskServices
{
    public static IServiceCollection AddRisk(this IServiceCollection services)
    {
        services.AddSingleton<IBreachedPasswords, BreachedPasswords>();
        services.AddScoped<CompromisedCredentials>();
        services.AddScoped<AuthEvents>();
        services.AddScoped<SignInEvents>();
        services.AddScoped<AuthEventFeedback>();
        services.AddScoped<SignInRisk>();
        services.AddScoped<RiskNotices>();
        services.AddScoped<RiskNoticeText>();
        services.AddScoped<RiskConfigurations>();
        services.AddScoped<IChore, AuthEventsChore>();
        return services;
    }
}
