using HostedAuth.Core.Authorization;
using HostedAuth.Core.IdentityProviders;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens.Keys;
using HostedAuth.Core.Users.Codes;
using HostedAuth.Oidc.Authorize;
using HostedAuth.Oidc.Authorize.ResponseModes;
using HostedAuth.Oidc.Device;
using HostedAuth.Oidc.Discovery;
using HostedAuth.Oidc.Dpop;
using HostedAuth.Oidc.Introspection;
using HostedAuth.Oidc.Logout;
using HostedAuth.Oidc.ProtectedResources;
using HostedAuth.Oidc.PushedRequests;
using HostedAuth.Oidc.Registration;
using HostedAuth.Oidc.Revocation;
using HostedAuth.Oidc.Senders;
using HostedAuth.Oidc.Token;
using HostedAuth.Oidc.Token.ClientAuthentication;
using HostedAuth.Oidc.Token.GrantTypes;
using HostedAuth.Oidc.UserInfo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Oidc;

/// <summary>The face of OAuth 2.0 and OpenID Connect: the list of its endpoints, which answer below a pool's address.</summary>
public static class OidcFace
{
    internal const string AuthorizePath = "/oauth2/authorize";
    internal const string TokenPath = "/oauth2/token";
    internal const string PushedRequestPath = "/oauth2/par";
    internal const string UserInfoPath = "/oauth2/userInfo";
    internal const string RevokePath = "/oauth2/revoke";
    internal const string IntrospectPath = "/oauth2/introspect";
    internal const string DevicePath = "/oauth2/device_authorization";
    internal const string LogoutPath = "/logout";
    internal const string RegisterPath = "/oauth2/register";
    internal const string ConfigurationPath = "/.well-known/openid-configuration";
    internal const string ServerMetadataPath = "/.well-known/oauth-authorization-server";
    internal const string KeysPath = "/.well-known/jwks.json";

    /// <summary>What answers at the address for clients that show certificates (RFC 8705, section 5), and no page.</summary>
    public static IReadOnlyList<string> PathsByCertificate { get; } =
        [TokenPath, PushedRequestPath, UserInfoPath, RevokePath, IntrospectPath, DevicePath];

    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddOidc(this IServiceCollection services)
    {
        services.AddSingleton<AuthorizationFlows>();
        services.AddSingleton<SignInNeeds>();
        services.AddSingleton<ISignInProvider, PoolUsers>();
        services.AddScoped<PoolCookies>();
        services.AddScoped<SsoCookie>();
        services.AddScoped<DeviceCookie>();
        services.AddScoped<BrowserSession>();
        services.AddScoped<AuthorizeChecks>();
        services.AddSingleton<PublishedRequests>();
        services.AddScoped<RequestObjects>();
        services.AddScoped<PushedRequestEndpoint>();
        services.AddScoped(provider => new AuthorizationRequests(
            provider.GetRequiredService<PoolScope>(),
            provider.GetRequiredService<AuthorizeChecks>(),
            provider.GetRequiredService<AuthorizationFlows>(),
            provider.GetRequiredService<KeptRequests>(),
            provider.GetRequiredService<RequestObjects>(),
            provider.GetRequiredService<AttemptLimits>()));
        services.AddScoped<AuthorizeEndpoint>();
        services.AddScoped<AuthorizeDecision>();
        services.AddScoped<ConsentNeeds>();
        services.AddScoped<AuthorizationGrants>();
        services.AddScoped<AuthorizationResponses>();
        services.AddScoped<ErrorReturns>();
        services.AddScoped<AuthorizationAnswers>();
        services.AddScoped<TokenEndpoint>();
        services.AddClientAuthentication();
        services.AddScoped<IGrantType, AuthorizationCodeGrant>();
        services.AddScoped<IGrantType, RefreshTokenGrant>();
        services.AddScoped<IGrantType, ClientCredentialsGrant>();
        services.AddScoped<IGrantType, DeviceCodeGrant>();
        services.AddScoped<IGrantType, TokenExchangeGrant>();
        services.AddScoped<IGrantType, JwtBearerGrant>();
        services.AddScoped<DeviceAuthorizationEndpoint>();
        services.AddSingleton<DpopTarget>();
        services.AddScoped<DpopNonces>();
        services.AddScoped<DpopProofs>();
        services.AddScoped<SenderProofs>();
        services.AddScoped<ProtectedResource>();
        services.AddScoped<AuthenticationDemands>();
        services.AddScoped<UserInfoEndpoint>();
        services.AddScoped<RevokeEndpoint>();
        services.AddScoped<IntrospectEndpoint>();
        services.AddScoped<LogoutChecks>();
        services.AddScoped<LogoutEndpoint>();
        services.AddScoped<SignedOutCookie>();
        services.AddClientRegistration();
        services.AddSingleton<ServerCapabilities>();
        services.AddSingleton<DiscoveryDocuments>();
        return services;
    }

    public static IEndpointConventionBuilder MapOidc(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("");

        // For browsers that a person sits at: no other site's script may read them (RFC 9700, section 2.6).
        group.MapGet(AuthorizePath, Handle<AuthorizeEndpoint>((endpoint, context) => endpoint.HandleAsync(context)));
        group.MapPost(AuthorizePath, Guard(SeeOther.AnswerPostAsync));
        group.MapGet(LogoutPath, Handle<LogoutEndpoint>((endpoint, context) => endpoint.HandleAsync(context)));
        group.MapPost(LogoutPath, Guard(SeeOther.AnswerPostAsync));

        // For programs, those in a browser too.
        group.MapForPrograms(
            TokenPath,
            [HttpMethods.Post],
            Handle<TokenEndpoint>((endpoint, context) => endpoint.HandleAsync(context)));
        group.MapForPrograms(
            PushedRequestPath,
            [HttpMethods.Post],
            Handle<PushedRequestEndpoint>((endpoint, context) => endpoint.HandleAsync(context)));
        group.MapForPrograms(
            RevokePath,
            [HttpMethods.Post],
            Handle<RevokeEndpoint>((endpoint, context) => endpoint.HandleAsync(context)));
        group.MapForPrograms(
            IntrospectPath,
            [HttpMethods.Post],
            Handle<IntrospectEndpoint>((endpoint, context) => endpoint.HandleAsync(context)));
        group.MapForPrograms(
            DevicePath,
            [HttpMethods.Post],
            Handle<DeviceAuthorizationEndpoint>((endpoint, context) => endpoint.HandleAsync(context)));
        group.MapForPrograms(
            UserInfoPath,
            [.. Read, HttpMethods.Post],
            Handle<UserInfoEndpoint>((endpoint, context) => endpoint.HandleAsync(context)));
        group.MapForPrograms(
            ConfigurationPath,
            Read,
            Handle<DiscoveryDocuments>((documents, context) => documents.Configuration(PoolOf(context)).WriteAsync(context)));
        group.MapForPrograms(
            ServerMetadataPath,
            Read,
            Handle<DiscoveryDocuments>((documents, context) => documents.Configuration(PoolOf(context)).WriteAsync(context)));
        group.MapForPrograms(
            RegisterPath,
            [HttpMethods.Post],
            Handle<RegisterEndpoint>((endpoint, context) => endpoint.HandleAsync(context)));
        group.MapForPrograms(
            RegisterPath + "/{clientId}",
            [HttpMethods.Get, HttpMethods.Put, HttpMethods.Delete],
            Handle<ClientConfigurationEndpoint>((endpoint, context) => endpoint.HandleAsync(context)));
        group.MapForPrograms(
            KeysPath,
            Read,
            Handle<TokenKeys>(WriteKeysAsync));
        return group;
    }

    private static async Task WriteKeysAsync(TokenKeys keys, HttpContext context)
    {
        await keys.MakeMissingAsync(context.RequestAborted);
        await context.RequestServices.GetRequiredService<DiscoveryDocuments>().Keys(PoolOf(context)).WriteAsync(context);
    }

    private static Core.UserPools.PoolSnapshot PoolOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<PoolScope>().Pool;

    private static void MapForPrograms(
        this IEndpointRouteBuilder group,
        string path,
        string[] methods,
        RequestDelegate handle)
    {
        group.MapMethods(path, methods, AnyOrigin.Allow(handle));
        group.MapMethods(path, [HttpMethods.Options], AnyOrigin.Preflight(methods));
    }

    /// <summary>A plain delegate: no binding, no filters between the server and the endpoint.</summary>
    private static RequestDelegate Handle<TEndpoint>(Func<TEndpoint, HttpContext, Task> handle)
        where TEndpoint : notnull =>
        Guard(context => handle(context.RequestServices.GetRequiredService<TEndpoint>(), context));

    private static RequestDelegate Guard(RequestDelegate handle) => context => OAuthErrors.GuardAsync(context, handle);
}
