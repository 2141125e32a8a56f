using System.Text;
using System.Text.Encodings.Web;
using HostedAuth.Core.Delivery;

namespace HostedAuth.Server.Development;

/// <summary>The mailbox as a person sees it. Mails are shown in a sandboxed frame: they may run nothing.</summary>
internal static class MailboxPage
{
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

        return DevelopmentPage.Render("Mailbox", body.Append("</ul>").ToString(), http);
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
        return DevelopmentPage.Render(title, body.ToString(), http);
    }

    public static IResult ShowHtml(MailboxMessage message, HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups; frame-ancestors 'self'";
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Content(message.Html ?? Encode(message.Text), "text/html; charset=utf-8");
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
