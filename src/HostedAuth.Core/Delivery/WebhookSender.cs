using System.Text.Json;
using System.Text.Json.Serialization;
using HostedAuth.Core.Deployment;

namespace HostedAuth.Core.Delivery;

/// <summary>
/// Messages of both channels by a webhook of the settings: a signed POST of the message as JSON.
/// </summary>
internal sealed class WebhookSender(WebhookPosts posts, Settings settings) : IMessageSender
{
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public string Name => Providers.Webhook;

    public bool Sends(string channel) => channel is Channels.Email or Channels.Sms;

    public async Task SendAsync(string id, Message message, MessageRoute route, CancellationToken cancellationToken)
    {
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
        await posts.SendAsync(route.Webhook, id, body, cancellationToken);
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
