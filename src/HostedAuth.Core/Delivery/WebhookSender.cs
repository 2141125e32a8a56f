using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Outbound;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Delivery;

/// <summary>
/// Messages of both channels by a webhook of the settings: a signed POST of the message as JSON. Any 2xx means that it is
/// taken; 400, 410 and 422 that it never will be; all else that it comes again, under the same id.
/// </summary>
internal sealed class WebhookSender(ProviderCalls calls, Settings settings, TimeProvider time) : IMessageSender
{
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public string Name => Providers.Webhook;

    public bool Sends(string channel) => settings.Webhooks.Count > 0;

    public async Task SendAsync(string id, Message message, MessageRoute route, CancellationToken cancellationToken)
    {
        if (!settings.Webhooks.TryGetValue(route.Webhook, out var webhook))
        {
            throw new DeliveryException("The settings have no webhook of the name that the pool gives.");
        }

        var from = message.Channel == Channels.Email ? message.From ?? settings.Email.From : null;
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new Told(
                id,
                message.Channel,
                message.To,
                from,
                message.ReplyTo,
                message.Subject,
                message.Text,
                message.Html,
                message.Code,
                message.Link),
            Wire);
        using var request = WebhookSignature.Post(
            new Uri(webhook.Url), new Secret(webhook.Secret), id, body, time.GetUtcNow());
        var answer = await calls.SendAsync(request, cancellationToken);
        if (!answer.IsSuccess)
        {
            throw new DeliveryException(
                $"The webhook refused ({(int)answer.Status}).",
                answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.Gone or HttpStatusCode.UnprocessableEntity);
        }
    }

    private sealed record Told(
        string Id,
        string Channel,
        string To,
        string? From,
        string? ReplyTo,
        string? Subject,
        string Text,
        string? Html,
        string? Code,
        string? Link);
}
