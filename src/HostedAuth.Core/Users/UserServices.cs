using HostedAuth.Core.Users.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HostedAuth.Core.Users;

/// <summary>Registers users, their attributes and their passwords.</summary>
internal static class UserServices
{
    public static IServiceCollection AddUsers(this IServiceCollection services)
    {
        services.AddScoped<UserDirectory>();
        services.AddScoped<UserAttributes>();
        services.AddScoped<Passwords>();
        services.AddScoped<UserSearch>();
        services.AddScoped<UserAccess>();
        services.AddScoped<Invitations>();
        services.AddScoped<AttributeUpdates>();
        services.AddSingleton<UserCounts>();
        services.AddIdentity();
        return services;
    }

    /// <summary>Identity's user manager and hasher over the pool's users, with the pool's rules instead of its own.</summary>
    private static void AddIdentity(this IServiceCollection services)
    {
        services.AddScoped<ILookupNormalizer, PoolNormalizer>();
        services.AddScoped<IPasswordValidator<User>, PolicyValidator>();
        services.AddIdentityCore<User>().AddUserStore<UserStore>();
        // Names and attributes are checked where they are set; Identity's alphabet of user names is not Cognito's.
        services.RemoveAll<IUserValidator<User>>();
        services.AddOptions<PasswordHasherOptions>()
            .Configure<Deployment.Settings>((options, settings) => options.IterationCount = settings.PasswordHash.Iterations);
    }
}
