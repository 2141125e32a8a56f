using System.Net;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Deployment;
using HostedAuth.Server.Hosting;

namespace HostedAuth.Server.Development;

/// <summary>
/// /mailbox: the messages that would have gone out, as a page and by API. Only in Development, only on the base host, and
/// for callers from this machine unless configured otherwise.
/// </summary>
internal static class MailboxEndpoints
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public static void MapMailbox(this IEndpointRouteBuilder endpoints, Settings settings)
    {
        var group = endpoints.MapGroup("/mailbox").AnswersAt(AnswersAt.BaseHost).AddEndpointFilter(async (context, next) =>
            IsAllowed(context.HttpContext, settings) ? await next(context) : TypedResults.NotFound());
        group.MapGet("/", (Mailbox mailbox, HttpContext http) => MailboxPage.List(mailbox.List(to: null, after: null), http));
        group.MapGet("/messages/{id}", (string id, Mailbox mailbox, HttpContext http) =>
            mailbox.Find(id) is { } message ? MailboxPage.Show(message, http) : TypedResults.NotFound());
        group.MapGet("/messages/{id}/html", (string id, Mailbox mailbox, HttpContext http) =>
            mailbox.Find(id) is { } message ? MailboxPage.ShowHtml(message, http) : TypedResults.NotFound());
        group.MapGet("/api/messages", ListAsync);
        group.MapDelete("/api/messages", (Mailbox mailbox) =>
        {
            mailbox.Clear();
            return TypedResults.NoContent();
        });
    }

    private static async Task<IResult> ListAsync(
        Mailbox mailbox,
        string? to,
        string? after,
        double? wait,
        CancellationToken cancellationToken)
    {
        if (wait is < 0 or > 30 or double.NaN)
        {
            return TypedResults.BadRequest(new { error = $"wait is a number of seconds from 0 to {LongestWait.TotalSeconds}." });
        }

        return TypedResults.Ok(
            await mailbox.WaitAsync(to, after, TimeSpan.FromSeconds(wait ?? 0), cancellationToken));
    }

    private static bool IsAllowed(HttpContext http, Settings settings) =>
        http.Request.Host.Host.Equals(new Uri(settings.PublicUrl).Host, StringComparison.OrdinalIgnoreCase)
        && (settings.Mailbox.AllowRemote
            || http.Connection.RemoteIpAddress is not { } address
            || IPAddress.IsLoopback(address));
}
