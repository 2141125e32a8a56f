using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.Core.Delivery;

namespace HostedAuth.Core.Triggers;

/// <summary>Takes events of users to their webhook, signed.</summary>
internal sealed class UserEventSender(WebhookPosts posts) : IMessageSender
{
    public string Name => Providers.Events;

    public bool Sends(string channel) => channel == Channels.Event;

    public Task SendAsync(string id, Message message, MessageRoute route, CancellationToken cancellationToken)
    {
        var told = JsonNode.Parse(message.Text)!.AsObject();
        told.Insert(0, "id", id);
        return posts.SendAsync(message.To, id, JsonSerializer.SerializeToUtf8Bytes(told), cancellationToken);
    }
}
