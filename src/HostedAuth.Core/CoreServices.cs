using HostedAuth.Core.AccessKeys;
using HostedAuth.Core.Authorization;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Devices;
using HostedAuth.Core.Hashing;
using HostedAuth.Core.Housekeeping;
using HostedAuth.Core.Logout;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Notices;
using HostedAuth.Core.Outbound;
using HostedAuth.Core.Risk;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Triggers;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;
using HostedAuth.Core.Users.Codes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HostedAuth.Core;

/// <summary>Registers the core. Each room of the core has its own Add method beside it.</summary>
public static class CoreServices
{
    /// <summary>
    /// Registers everything but the <see cref="Database"/>, the settings, the master keys and the
    /// <see cref="Requests.CallDetails"/>, which the host brings.
    /// </summary>
    public static IServiceCollection AddHostedAuthCore(this IServiceCollection services)
    {
        services.AddScoped<PoolScope>();
        services.AddScoped(provider =>
            provider.GetRequiredService<Database>().Open(provider.GetRequiredService<PoolScope>().PoolId));
        services.AddSingleton<PageTokens>();
        services.AddSingleton<PoolSnapshots>();
        services.AddSingleton<PoolDirectory>();
        services.AddHostedService<PoolDirectoryWatcher>();
        services.AddSingleton<HashingLane>();
        services.AddScoped<SlowWork>();
        services.AddOutbound();
        services.AddTriggers();
        services.AddTokens();
        services.AddAuthorizations();
        services.AddSignIn();
        services.AddUsers();
        services.AddUserPools();
        services.AddMfa();
        services.AddRisk();
        services.AddSecrets();
        services.AddCodes();
        services.AddDelivery();
        services.AddLogout();
        services.AddAccessKeys();
        services.AddDevices();
        services.AddScoped<Passkeys.Passkeys>();
        services.AddScoped<Passkeys.PasskeyRegistration>();
        services.AddScoped<SecurityNotices>();
        services.AddHostedService<Housekeeper>();
        return services;
    }

    private static void AddSecrets(this IServiceCollection services)
    {
        services.AddSingleton<Sealer>();
        // Without a fixed name another folder or node could not read the keys.
        services.AddDataProtection().SetApplicationName("HostedAuth");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options =>
            {
                options.XmlRepository = new KeyRing(provider.GetRequiredService<Database>());
                options.XmlEncryptor = new MasterKeyXmlEncryptor(provider.GetRequiredService<MasterKeys>());
            }));
    }
}
