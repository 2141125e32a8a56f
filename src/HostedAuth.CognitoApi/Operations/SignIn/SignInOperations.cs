using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.CognitoApi.Operations.SignIn;

/// <summary>Registers what the operations of sign-in share.</summary>
internal static class SignInOperations
{
    public static IServiceCollection AddSignInOperations(this IServiceCollection services)
    {
        services.AddScoped<AuthStart>();
        services.AddScoped<ChoiceStart>();
        services.AddScoped<ChallengeAnswer>();
        services.AddScoped<SignInAnswer>();
        return services;
    }
}
