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
            <p>An app at this address would now exchange the code for tokens, with its secret. The same by hand, in the
            terminal that made the app client (the code is good for five minutes, once):</p>
            <pre>{Encode(Exchange(settings.PublicUrl, given))}</pre>
            """,
        (_, { } reason) => $"<h1>Not signed in</h1><p>The app would be told: <code>{Encode(reason)}</code></p>",
        _ => $"""
            <h1>HostedAuth is running</h1>
            <p>The Cognito API answers here by POST: <code>--endpoint-url {Encode(settings.PublicUrl)}</code></p>
            {(settings.Mailbox.Enabled == true ? "<p>Messages of this server are in the <a href=\"/mailbox\">mailbox</a>.</p>" : "")}
            """,
    };

    /// <summary>
    /// Commands to paste. The code comes from the address bar, where anybody's link may have put it: what is more than
    /// letters and digits is left out.
    /// </summary>
    private static string Exchange(string url, string code) =>
        $"""
        SECRET=$(aws cognito-idp describe-user-pool-client --endpoint-url {url} --user-pool-id $POOL --client-id $CLIENT --query UserPoolClient.ClientSecret --output text)
        curl -u "$CLIENT:$SECRET" {url}/$POOL/oauth2/token -d grant_type=authorization_code -d redirect_uri={url}/ -d code={(code.All(IsPlain) ? code : "…")}
        """;

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
