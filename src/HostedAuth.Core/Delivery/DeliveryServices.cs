using HostedAuth.Core.Delivery.Smtp;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Domains;
using HostedAuth.Core.Housekeeping;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Core.Delivery;

/// <summary>Registers the delivery of messages.</summary>
public static class DeliveryServices
{
    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.AddSingleton<Outbox>();
        services.AddSingleton<CourierBell>();
        services.AddSingleton<PoolAddress>();
        services.AddScoped<MessageLanguages>();
        services.AddScoped<UserMessages>();
        services.AddSingleton<MessageRoutes>();
        services.AddScoped<MessageGate>();
        services.AddScoped<MessageDeliveries>();
        services.AddSingleton<ProviderCalls>();
        services.AddSingleton<WebhookPosts>();
        services.AddSingleton(provider => new SmtpPool(
            provider.GetRequiredService<Settings>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IMessageSender, SmtpSender>();
        services.AddSingleton<IMessageSender, SesSender>();
        services.AddSingleton<IMessageSender, SnsSender>();
        services.AddSingleton<IMessageSender, TwilioSender>();
        services.AddSingleton<IMessageSender, WebhookSender>();
        services.AddSingleton<DeliveryAttempts>();
        services.AddHostedService<Courier>();
        services.AddHostedService<RouteWarnings>();
        services.AddScoped<IChore, OutboxChore>();
        return services;
    }

    /// <summary>Adds the mailbox of Development.</summary>
    public static IServiceCollection AddMailbox(this IServiceCollection services)
    {
        services.AddSingleton<Mailbox>();
        services.AddSingleton<IMessageSender>(provider => provider.GetRequiredService<Mailbox>());
        return services;
    }
}
