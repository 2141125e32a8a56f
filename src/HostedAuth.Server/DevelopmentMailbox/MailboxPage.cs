using System.Text;
using System.Text.Encodings.Web;
using HostedAuth.Core.Delivery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HostedAuth.Server.DevelopmentMailbox;

/// <summary>The mailbox as a person sees it. Mails are shown in a sandboxed frame: they may run nothing.</summary>
internal static class MailboxPage
{
    private const string Style =
        """
        :root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
        body{margin:0 auto;max-width:52rem;padding:1.5rem}
        h1{font-size:1.4rem;margin:0 0 1rem}
        ul{list-style:none;margin:0;padding:0}
        li a{display:grid;gap:.1rem;padding:.8rem 1rem;border:1px solid color-mix(in srgb,currentColor 20%,transparent);
        border-radius:.6rem;margin-bottom:.6rem;text-decoration:none;color:inherit}
        li a:hover,li a:focus-visible{border-color:currentColor}
        small{opacity:.75}
        .code{font:600 1.6rem ui-monospace,monospace;letter-spacing:.15em;margin:.5rem 0}
        iframe{width:100%;height:32rem;border:1px solid color-mix(in srgb,currentColor 20%,transparent);border-radius:.6rem;
        background:#fff}
        pre{white-space:pre-wrap;font:inherit;padding:1rem;border-radius:.6rem;
        background:color-mix(in srgb,currentColor 8%,transparent)}
        """;

    public static IResult List(IReadOnlyList<MailboxMessage> messages, HttpContext http)
    {
        var body = new StringBuilder("<h1>Mailbox</h1>");
        if (messages.Count == 0)
        {
            body.Append("<p>Nothing yet. Emails and text messages of this server appear here instead of going out.</p>");
        }

        body.Append("<ul>");
        foreach (var message in messages)
        {
            body.Append(null, $"""
                <li><a href="/mailbox/messages/{Encode(message.Id)}"><strong>{Encode(message.Subject ?? "Text message")}</strong>
                <span>{Encode(message.To)}</span><small>{Encode(message.Channel)}, {message.SentAt:u}</small></a></li>
                """);
        }

        return Page("Mailbox", body.Append("</ul>").ToString(), http);
    }

    public static IResult Show(MailboxMessage message, HttpContext http)
    {
        var title = message.Subject ?? "Text message";
        var body = new StringBuilder(null, 1024);
        body.Append(null, $"<p><a href=\"/mailbox\">All messages</a></p><h1>{Encode(title)}</h1>");
        body.Append(null, $"<p>To {Encode(message.To)} <small>({Encode(message.Channel)}, {message.SentAt:u})</small></p>");
        if (message.Code is not null)
        {
            body.Append(null, $"<p>Code: <span class=\"code\">{Encode(message.Code)}</span></p>");
        }

        if (message.Link is not null)
        {
            body.Append(null, $"<p>Link: <a href=\"{Encode(message.Link)}\" rel=\"noreferrer\">{Encode(message.Link)}</a></p>");
        }

        body.Append(
            message.Html is null
                ? $"<pre>{Encode(message.Text)}</pre>"
                : $"<iframe title=\"The message\" sandbox=\"allow-popups\" src=\"/mailbox/messages/{Encode(message.Id)}/html\"></iframe>");
        return Page(title, body.ToString(), http);
    }

    public static IResult ShowHtml(MailboxMessage message, HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups; frame-ancestors 'self'";
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Content(message.Html ?? Encode(message.Text), "text/html; charset=utf-8");
    }

    private static ContentHttpResult Page(string title, string body, HttpContext http)
    {
        var nonce = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'nonce-{nonce}'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.Content(
            $"""
            <!doctype html><html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1"><title>{Encode(title)}</title>
            <style nonce="{nonce}">{Style}</style></head><body><main>{body}</main></body></html>
            """,
            "text/html; charset=utf-8");
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
