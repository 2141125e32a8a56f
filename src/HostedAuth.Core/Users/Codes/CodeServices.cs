using HostedAuth.Core.Housekeeping;
using HostedAuth.Core.Recovery;
using HostedAuth.Core.SignUp;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Core.Users.Codes;

/// <summary>Registers codes and what people do with them.</summary>
public static class CodeServices
{
    public static IServiceCollection AddCodes(this IServiceCollection services)
    {
        services.AddScoped<OneTimeCodes>();
        services.AddScoped<CodeDelivery>();
        services.AddScoped<SignUps>();
        services.AddScoped<SignUpConfirmations>();
        services.AddScoped<TakenAddresses>();
        services.AddScoped<AttemptLimits>();
        services.AddScoped<PasswordRecovery>();
        services.AddScoped<PasswordChange>();
        services.AddScoped<PasswordAssignment>();
        services.AddScoped<PasswordReset>();
        services.AddScoped<AttributeVerification>();
        services.AddScoped<IChore, CodesChore>();
        return services;
    }
}
