using HostedAuth.Core.Delivery;
using HostedAuth.Oidc.Discovery;

namespace HostedAuth.Server.Theming;

/// <summary>Registers the theme: the looks and texts of pages and messages.</summary>
internal static class ThemeServices
{
    /// <summary>Reads the whole theme now, so that a mistake in it stops the start.</summary>
    public static IServiceCollection AddTheme(this IServiceCollection services, string contentRoot)
    {
        var folder = Path.Combine(contentRoot, "themes", "default");
        var theme = Theme.Load(folder);
        services.AddSingleton(theme);
        var languages = new Languages(folder, theme.Language);
        services.AddSingleton(languages);
        services.AddSingleton(new PageLanguages(languages.Tags));
        services.AddSingleton(new Assets(folder));
        services.AddSingleton(new MessageTemplates(folder, theme.Language));
        return services;
    }
}
