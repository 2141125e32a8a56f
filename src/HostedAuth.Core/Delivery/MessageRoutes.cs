using HostedAuth.Core.Deployment;
using HostedAuth.Core.Triggers;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.Delivery;

/// <summary>
/// Which sender a pool's messages go to: its trigger CustomEmailSender or CustomSMSSender, else the one its tag <c>hostedauth:email</c> or <c>hostedauth:sms</c> names (<c>ses</c>,
/// <c>webhook:acme</c>), else the deployment's. The mailbox, where it is on, gets every message too.
/// </summary>
public sealed class MessageRoutes(Settings settings, IEnumerable<IMessageSender> senders)
{
    private readonly IReadOnlyList<IMessageSender> _senders = [.. senders];

    /// <summary>The route of a pool's messages; of the deployment's, when the pool is gone.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="channel"><c>email</c> or <c>sms</c>.</param>
    /// <param name="hasEvent">False for a message that was written when the pool had no trigger for it.</param>
    public MessageRoute Find(PoolSnapshot? pool, string channel, bool hasEvent = true)
    {
        if (channel == Channels.Event)
        {
            return new MessageRoute { Provider = Providers.Events };
        }

        if (hasEvent && SignedWebhook.NameIn(pool?.Settings.LambdaConfig?.CustomSenderOf(channel)) is { } webhook)
        {
            return new MessageRoute { Provider = Providers.CustomSender, Webhook = webhook };
        }

        var isSms = channel == Channels.Sms;
        var chosen = pool?.Pool.FindTag(isSms ? PoolTags.Sms : PoolTags.Email)?.Split(':', 2);
        return new MessageRoute
        {
            Provider = (chosen?[0] ?? (isSms ? settings.Sms.Provider : settings.Email.Provider)).ToLowerInvariant(),
            Webhook = chosen is [_, var name] ? name : isSms ? settings.Sms.Webhook : settings.Email.Webhook,
            SourceArn = pool?.Settings.EmailConfiguration?.SourceArn,
            ConfigurationSet = pool?.Settings.EmailConfiguration?.ConfigurationSet,
            Region = pool?.Settings.SmsConfiguration?.SnsRegion,
        };
    }

    /// <summary>Who gets a message of the route, the mailbox first: nobody, where nothing is configured for it.</summary>
    public IEnumerable<IMessageSender> SendersOf(MessageRoute route, string channel)
    {
        ArgumentNullException.ThrowIfNull(route);
        return _senders
            .Where(sender => (sender.Name == Providers.Mailbox || sender.Name == route.Provider) && sender.Sends(channel))
            .OrderByDescending(sender => sender.Name == Providers.Mailbox);
    }

    /// <summary>Whether a message of the pool has anywhere to go.</summary>
    public bool Reach(PoolSnapshot pool, string channel) => SendersOf(Find(pool, channel), channel).Any();
}
