using HostedAuth.Server.Tests.Attacks;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Pages;

public sealed class LanguageTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("", null, "en", "Sign in")]
    [InlineData("de-CH, en;q=0.8", null, "de", "Anmelden")]
    [InlineData("ja, fr;q=0.5", null, "fr", "Se connecter")]
    [InlineData("ja", null, "en", "Sign in")]
    [InlineData("de", "es-MX fr", "es", "Iniciar sesión")]
    [InlineData("de", "xx", "de", "Anmelden")]
    public async Task The_pages_speak_the_language_that_the_app_or_the_browser_asks_for(
        string accepted,
        string? locales,
        string language,
        string heading)
    {
        var app = await TestApp.CreateAsync(server);
        var tab = new PageTab(server)
        {
            Change = request => request.Headers.TryAddWithoutValidation("Accept-Language", accepted),
        };

        var page = await tab.OpenAsync($"{app.Issuer}/login{app.Query(("ui_locales", locales))}");

        page.Body.ShouldContain($"<html lang=\"{language}\"");
        page.Body.ShouldContain($"<h1>{System.Text.Encodings.Web.HtmlEncoder.Default.Encode(heading)}</h1>");
    }
}
