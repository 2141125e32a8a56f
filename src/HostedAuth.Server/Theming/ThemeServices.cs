using HostedAuth.Core.Delivery;

namespace HostedAuth.Server.Theming;

/// <summary>Registers the theme: the looks and texts of pages and messages.</summary>
internal static class ThemeServices
{
    public static IServiceCollection AddTheme(this IServiceCollection services, string contentRoot)
    {
        var folder = Path.Combine(contentRoot, "themes", "default");
        services.AddSingleton(new MessageTemplates(folder));
        return services;
    }
}
