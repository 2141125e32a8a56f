using HostedAuth.Core.IdentityProviders;
using HostedAuth.Oidc.Authorize;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Oidc;

/// <summary>The face of OAuth 2.0 and OpenID Connect: the list of its endpoints, which answer below a pool's address.</summary>
public static class OidcFace
{
    public static IServiceCollection AddOidc(this IServiceCollection services)
    {
        services.AddSingleton<AuthorizationFlows>();
        services.AddSingleton<SignInNeeds>();
        services.AddSingleton<ISignInProvider, PoolUsers>();
        services.AddScoped<SsoCookie>();
        services.AddScoped<AuthorizeChecks>();
        services.AddScoped<AuthorizeEndpoint>();
        return services;
    }

    public static IEndpointConventionBuilder MapOidc(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("");
        group.MapMethods(
            "/oauth2/authorize",
            [HttpMethods.Get, HttpMethods.Post],
            Handle<AuthorizeEndpoint>((endpoint, context) => endpoint.HandleAsync(context)));
        return group;
    }

    /// <summary>A plain delegate: no binding, no filters between the server and the endpoint.</summary>
    private static RequestDelegate Handle<TEndpoint>(Func<TEndpoint, HttpContext, Task> handle)
        where TEndpoint : notnull =>
        context => OAuthErrors.GuardAsync(
            context,
            () => handle(context.RequestServices.GetRequiredService<TEndpoint>(), context));
}
