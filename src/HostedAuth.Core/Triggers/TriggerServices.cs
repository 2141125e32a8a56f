using HostedAuth.Core.Delivery;
using HostedAuth.Core.Requests;
using HostedAuth.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Core.Triggers;

/// <summary>Registers triggers and the ways to call them.</summary>
internal static class TriggerServices
{
    public static IServiceCollection AddTriggers(this IServiceCollection services)
    {
        services.AddSingleton<ITriggerTransport, LambdaInvoke>();
        services.AddSingleton<ITriggerTransport, SignedWebhook>();
        services.AddScoped<UserEvents>();
        services.AddSingleton<IMessageSender, UserEventSender>();
        services.AddSingleton<IMessageSender, CustomSender>();
        services.AddSingleton<TriggerTraffic>();
        services.AddSingleton<TriggerLog>();
        services.AddSingleton<TriggerCaller>();
        services.AddScoped(provider => new TriggerCalls(
            provider.GetRequiredService<HostedAuthDbContext>(),
            provider.GetRequiredService<PoolScope>(),
            provider.GetRequiredService<TriggerCaller>()));
        services.AddScoped(provider => new Triggers(
            provider.GetRequiredService<PoolScope>(),
            provider.GetRequiredService<CallDetails>(),
            provider.GetRequiredService<TriggerCaller>()));
        return services;
    }
}
