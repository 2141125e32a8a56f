using System.Net.Mime;
using System.Text.Encodings.Web;
using HostedAuth.Oidc;
using HostedAuth.Oidc.Authorize.ResponseModes;
using HostedAuth.Server.Pages.Gate;
using HostedAuth.Server.Theming;

namespace HostedAuth.Server.Pages;

/// <summary>
/// The page that posts an answer to the client (OAuth 2.0 Form Post Response Mode). It posts itself; without script its
/// button does. Written here and not by Razor: it has no address of its own, since nobody may come back to it.
/// </summary>
internal sealed class FormPostPage(Assets assets, Languages languages) : IFormPostPage
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Default;

    public Task WriteAsync(HttpContext context, AuthorizationAnswer.Form form)
    {
        // To the client alone, whatever the page might be made to say.
        PageHeaders.Write(context, leadsOut: false, imageHost: null, formAction: PageHeaders.SourceOf(new Uri(form.Action)));
        context.Response.ContentType = $"{MediaTypeNames.Text.Html}; charset=utf-8";
        return context.Response.WriteAsync(Render(context, form), context.RequestAborted);
    }

    private string Render(HttpContext context, AuthorizationAnswer.Form form)
    {
        var texts = languages.Choose(context.Request);
        var root = Html.Encode($"{context.Request.PathBase}/assets/");
        return $"""
            <!doctype html>
            <html lang="{texts.Language}" dir="{texts.Direction}">
            <head>
            <meta charset="utf-8">
            <title>{Html.Encode(texts["formPost.title"])}</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <link rel="stylesheet" href="{root}{assets.Stylesheet.Name}">
            <link rel="icon" href="{root}{assets.Logo.Name}" type="image/svg+xml">
            <script src="{root}{assets.Script.Name}" nonce="{PageHeaders.Nonce(context)}" defer></script>
            </head>
            <body>
            <main>
            <h1>{Html.Encode(texts["formPost.title"])}</h1>
            <form method="post" action="{Html.Encode(SeeOther.Ascii(form.Action))}" data-submits>
            {Fields(form)}<button class="press">{Html.Encode(texts["formPost.submit"])}</button>
            </form>
            </main>
            </body>
            </html>
            """;
    }

    private static string Fields(AuthorizationAnswer.Form form) => string.Concat(form.Fields.Select(field =>
        $"<input type=\"hidden\" name=\"{Html.Encode(field.Key)}\" value=\"{Html.Encode(field.Value)}\">\n"));
}
