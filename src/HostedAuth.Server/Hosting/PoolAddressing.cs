using System.Net;
using HostedAuth.Core.Deployment;
using Microsoft.AspNetCore.HttpOverrides;

namespace HostedAuth.Server.Hosting;

/// <summary>Registers how requests find their pool.</summary>
internal static class PoolAddressing
{
    public static IServiceCollection AddPoolAddresses(this IServiceCollection services) =>
        services.AddSingleton<MatcherPolicy, PoolAddressPolicy>();

    /// <summary>
    /// Believes what the named proxies say of the caller's address and scheme; comes before whoever asks for them.
    /// </summary>
    public static IApplicationBuilder UseKnownProxies(this IApplicationBuilder app)
    {
        var settings = app.ApplicationServices.GetRequiredService<Settings>();
        var proxies = settings.ForwardedHeaders.KnownProxies;
        if (proxies.Count > 0)
        {
            // Before the caller's address is changed to what the proxy tells.
            app.Use(ForwardedCertificate.Read(settings.ClientCertificates.Header, [.. proxies.Select(IPAddress.Parse)]));
        }

        return proxies.Count > 0 ? app.UseForwardedHeaders(Believe(proxies)) : app;
    }

    /// <summary>Finds the pool, then routes: before it implicit routing would see the whole path.</summary>
    public static IApplicationBuilder UsePoolAddresses(this IApplicationBuilder app) =>
        app.UseMiddleware<PoolAddressMiddleware>().UseRouting();

    /// <summary>Says where endpoints answer; those without it answer everywhere.</summary>
    public static TBuilder AnswersAt<TBuilder>(this TBuilder endpoints, AnswersAt at)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new AnswersAtMetadata(at));

    private static ForwardedHeadersOptions Believe(IReadOnlyList<string> proxies)
    {
        // X-Forwarded-Host is not among them: no address is ever built from it.
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = proxies.Count,
        };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var proxy in proxies)
        {
            options.KnownProxies.Add(IPAddress.Parse(proxy));
        }

        return options;
    }
}
