using System.Net;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Outbound;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Triggers;

/// <summary>
/// A webhook of the settings, which a pool names by <c>arn:hostedauth:webhook::0:&lt;name&gt;</c>: gets the event, signed, and
/// answers the event's response, or the whole event. It refuses by any status of 4xx, with a text in <c>error</c>.
/// </summary>
internal sealed class SignedWebhook(OutboundHttp http, Settings settings, TimeProvider time) : ITriggerTransport
{
    private const int LargestAnswer = 1024 * 1024;

    public bool Calls(string arn) => NameIn(arn) is not null;

    /// <summary>The name of the webhook that the ARN is of; null for other ARNs.</summary>
    public static string? NameIn(string? arn) => arn?.Split(':') is [_, "hostedauth", "webhook", _, _, var name] ? name : null;

    public async Task<TriggerAnswer> CallAsync(
        string arn,
        string id,
        byte[] json,
        TimeSpan limit,
        CancellationToken cancellationToken)
    {
        if (!settings.Webhooks.TryGetValue(NameIn(arn) ?? "", out var webhook))
        {
            return new TriggerAnswer.NotRun("ResourceNotFoundException");
        }

        using var request = WebhookSignature.Post(
            new Uri(webhook.Url), new Secret(webhook.Secret), id, json, time.GetUtcNow());
        var answer = await http.SendAsync(request, limit, LargestAnswer, cancellationToken);
        return answer switch
        {
            { IsSuccess: true } => new TriggerAnswer.Done(answer.Body),
            { Status: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError }
                when answer.FindText("error") is { } error => new TriggerAnswer.Failed(error),
            _ => new TriggerAnswer.NotRun($"status {(int)answer.Status}"),
        };
    }
}
