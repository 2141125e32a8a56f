using HostedAuth.Core.Housekeeping;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Tokens.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Core.Tokens;

/// <summary>Registers tokens, their keys and the sessions behind them.</summary>
internal static class TokenServices
{
    public static IServiceCollection AddTokens(this IServiceCollection services)
    {
        services.AddSingleton<Issuer>();
        services.AddSingleton<KeyMaker>();
        services.AddSingleton<SigningKeyStock>();
        services.AddHostedService(provider => provider.GetRequiredService<SigningKeyStock>());
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<KeyRotation>();
        services.AddScoped<TokenKeys>();
        services.AddScoped<ServerJwts>();
        services.AddScoped<SenderProof>();
        services.AddScoped<TokenMint>();
        services.AddScoped<TokenIssuer>();
        services.AddScoped<RefreshTokens>();
        services.AddSingleton<RecentTokens>();
        services.AddScoped<AccessTokens>();
        services.AddScoped<TokenExchanges>();
        services.AddScoped<Revocation>();
        services.AddScoped<Introspection>();
        services.AddScoped<IntrospectionSigner>();
        services.AddScoped<IdTokens>();
        services.AddScoped<AuthorizationCodes>();
        services.AddScoped<CodeTexts>();
        services.AddScoped<SsoSessions>();
        services.AddScoped<TokenSessions>();
        services.AddScoped<LivingSessions>();
        services.AddScoped<UserSessions>();
        services.AddScoped<SessionConfigurations>();
        services.AddSingleton<ExpiredSessions>();
        services.AddScoped<IChore, KeyRotationChore>();
        services.AddScoped<IChore, ExpiryChore>();
        return services;
    }
}
