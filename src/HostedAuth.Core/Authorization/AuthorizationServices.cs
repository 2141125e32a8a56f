using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Core.Authorization;

/// <summary>Registers what authorizations rest on.</summary>
internal static class AuthorizationServices
{
    public static IServiceCollection AddAuthorizations(this IServiceCollection services)
    {
        services.AddScoped<SpentIdentifiers>();
        services.AddScoped<KeptRequests>();
        services.AddSingleton<PublishedKeys>();
        services.AddSingleton<ForeignSignatures>();
        services.AddScoped<DeviceAuthorizations>();
        services.AddScoped<DeviceStarts>();
        services.AddScoped<DevicePolls>();
        services.AddScoped<AssertedUsers>();
        services.AddScoped<Consents>();
        return services;
    }
}
