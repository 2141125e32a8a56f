using System.Text.Encodings.Web;
using HostedAuth.Core.Deployment;

namespace HostedAuth.Server.Development;

/// <summary>
/// GET / of the base host, in Development: says that the server runs, and stands in for the app that a first sign-in comes
/// back to.
/// </summary>
internal static class WelcomePage
{
    public static void MapWelcome(this IEndpointRouteBuilder endpoints, Settings settings) =>
        endpoints.MapGet("/", (string? code, string? error, HttpContext http) =>
            DevelopmentPage.Render("HostedAuth", Body(settings, code, error), http));

    private static string Body(Settings settings, string? code, string? error) => (code, error) switch
    {
        ({ } given, _) => $"""
            <h1>Signed in</h1>
            <p>An app at this address would now exchange the code for tokens at <code>/oauth2/token</code>:</p>
            <p class="code">{Encode(given)}</p>
            """,
        (_, { } reason) => $"<h1>Not signed in</h1><p>The app would be told: <code>{Encode(reason)}</code></p>",
        _ => $"""
            <h1>HostedAuth is running</h1>
            <p>The Cognito API answers here by POST: <code>--endpoint-url {Encode(settings.PublicUrl)}</code></p>
            {(settings.Mailbox.Enabled == true ? "<p>Messages of this server are in the <a href=\"/mailbox\">mailbox</a>.</p>" : "")}
            """,
    };

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
