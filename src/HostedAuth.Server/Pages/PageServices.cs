using HostedAuth.Oidc.Authorize.ResponseModes;
using HostedAuth.Server.Hosting;
using HostedAuth.Server.Pages.Gate;
using HostedAuth.Server.Theming;

namespace HostedAuth.Server.Pages;

/// <summary>Registers the pages, and says where they answer.</summary>
internal static class PageServices
{
    private const string ErrorPage = "/error";

    // Razor Pages would show a page to any method, without the code that belongs to it.
    private static readonly HttpMethodMetadata Methods = new([HttpMethods.Get, HttpMethods.Head, HttpMethods.Post]);

    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<BrowserCookie>();
        services.AddScoped<FormTokens>();
        services.AddScoped<PageSteps>();
        services.AddScoped<CodePageCookie>();
        services.AddScoped<DevicePassages>();
        services.AddScoped<SignInSteps>();
        services.AddScoped<PasskeyInvitations>();
        services.AddScoped<RecentSignIn>();
        services.AddScoped<BrowserNeeds>();
        services.AddScoped<PageGate>();
        services.AddSingleton<IFormPostPage, FormPostPage>();
        // Named, since the program's entry may be another assembly: the one that runs the tests.
        services.AddRazorPages().AddApplicationPart(typeof(PageServices).Assembly)
            .AddMvcOptions(mvc => mvc.Filters.AddService<PageGate>());
        // Pages only: they hold no secret that stays the same from answer to answer, which compression could betray.
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/html"];
        });
        return services;
    }

    /// <summary>Before the pool is found: what fails behind it, for a browser that asked for a page, ends at ours.</summary>
    public static IApplicationBuilder UsePageErrors(this IApplicationBuilder app)
    {
        app.UseWhen(WantsPage, pages => pages
            .UseResponseCompression()
            .UseExceptionHandler(ErrorPage)
            .UseStatusCodePagesWithReExecute(ErrorPage));
        return app;
    }

    public static void MapPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAssets();
        endpoints.MapRazorPages().Add(endpoint =>
        {
            // The error page answers everywhere, since everything can fail.
            if (endpoint is not RouteEndpointBuilder { RoutePattern.RawText: "error" })
            {
                endpoint.Metadata.Add(new AnswersAtMetadata(AnswersAt.Pool));
                endpoint.Metadata.Add(Methods);
            }
        });
    }

    /// <summary>Programs accept anything or JSON; browsers name HTML.</summary>
    public static bool WantsPage(HttpContext context) =>
        context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
