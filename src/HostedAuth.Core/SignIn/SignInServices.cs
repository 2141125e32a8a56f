using HostedAuth.Core.Housekeeping;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.SignIn.Migration;
using HostedAuth.Core.SignIn.Srp;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Core.SignIn;

/// <summary>Registers sign-in and every challenge there is.</summary>
public static class SignInServices
{
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddScoped<SignInFlow>();
        services.AddScoped<PasskeyOffers>();
        services.AddScoped<CustomAuth.CustomAuth>();
        services.AddScoped<UserMigrations>();
        services.AddScoped<MigratedUsers>();
        services.AddScoped<Claimants>();
        services.AddScoped<SignInAttempts>();
        services.AddScoped<AuthenticatorSetup>();
        services.AddScoped<AddressSetup>();
        services.AddScoped<SignInDevices>();
        services.AddScoped<Lockouts>();
        services.AddScoped<SignInCodes>();
        services.AddScoped<SignInLinks>();
        services.AddScoped<PasswordGuesses>();
        services.AddScoped<SrpHandshakes>();
        services.AddScoped<ChallengeSet>();
        services.AddScoped<SignInDemand>();
        services.AddScoped<FirstFactors>();
        services.AddSingleton<SignInSessions>();
        services.AddSingleton<SignUpSessions>();
        services.AddSingleton<NameTurns>();
        services.AddScoped<IChore, LockoutChore>();
        // Adding a class to Challenges/ adds the challenge.
        var challenges = typeof(IChallenge).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IChallenge)));
        foreach (var challenge in challenges)
        {
            services.AddScoped(typeof(IChallenge), challenge);
        }

        return services;
    }
}
