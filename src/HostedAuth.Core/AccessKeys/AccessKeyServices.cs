using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Core.AccessKeys;

/// <summary>Registers the access keys.</summary>
internal static class AccessKeyServices
{
    public static IServiceCollection AddAccessKeys(this IServiceCollection services) =>
        services.AddSingleton<AccessKeys>();
}
