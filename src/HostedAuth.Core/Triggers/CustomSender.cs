using System.Text;
using HostedAuth.Core.Delivery;

namespace HostedAuth.Core.Triggers;

/// <summary>
/// Messages of pools with CustomEmailSender or CustomSMSSender: the trigger's webhook gets the event, with the code in clear,
/// and sends the message itself. What it answers beside the status means nothing.
/// </summary>
internal sealed class CustomSender(WebhookPosts posts) : IMessageSender
{
    public string Name => Providers.CustomSender;

    public bool Sends(string channel) => channel is Channels.Email or Channels.Sms;

    public Task SendAsync(string id, Message message, MessageRoute route, CancellationToken cancellationToken) =>
        posts.SendAsync(route.Webhook, id, Encoding.UTF8.GetBytes(message.Event!), cancellationToken);
}
