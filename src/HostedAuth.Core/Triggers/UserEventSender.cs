using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Outbound;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Triggers;

/// <summary>
/// Takes events of users to their webhook, signed. Any 2xx means that it has it; 400, 410 and 422 that it never will; all
/// else that it comes again, under the same id.
/// </summary>
internal sealed class UserEventSender(ProviderCalls calls, Settings settings, TimeProvider time) : IMessageSender
{
    public string Name => Providers.Events;

    public bool Sends(string channel) => channel == Channels.Event;

    public async Task SendAsync(string id, Message message, MessageRoute route, CancellationToken cancellationToken)
    {
        if (!settings.Webhooks.TryGetValue(message.To, out var webhook))
        {
            throw new DeliveryException("The settings have no webhook of the name that the pool gives.");
        }

        var told = JsonNode.Parse(message.Text)!.AsObject();
        told.Insert(0, "id", id);
        using var request = WebhookSignature.Post(
            new Uri(webhook.Url), new Secret(webhook.Secret), id, JsonSerializer.SerializeToUtf8Bytes(told), time.GetUtcNow());
        var answer = await calls.SendAsync(request, cancellationToken);
        if (!answer.IsSuccess)
        {
            throw new DeliveryException(
                $"The webhook refused ({(int)answer.Status}).",
                answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.Gone or HttpStatusCode.UnprocessableEntity);
        }
    }
}
