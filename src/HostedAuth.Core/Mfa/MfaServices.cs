using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Core.Mfa;

/// <summary>Registers second factors.</summary>
public static class MfaServices
{
    public static IServiceCollection AddMfa(this IServiceCollection services)
    {
        services.AddScoped<PoolMfaConfiguration>();
        services.AddScoped<AuthenticatorApps>();
        services.AddScoped<AuthenticatorEnrolment>();
        services.AddScoped<MfaPreferences>();
        services.AddScoped<RecoveryCodes>();
        return services;
    }
}
