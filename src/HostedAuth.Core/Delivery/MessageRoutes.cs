using HostedAuth.Core.Deployment;
using HostedAuth.Core.Triggers;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.Delivery;

/// <summary>
/// Which sender a pool's messages go to: its trigger CustomEmailSender or CustomSMSSender, else the one its tag
/// <c>hostedauth:email</c> or <c>hostedauth:sms</c> names (<c>ses</c>, <c>webhook:acme</c>), else the deployment's. The
/// mailbox, where it is on, gets every message too.
/// </summary>
public sealed class MessageRoutes(Settings settings, IEnumerable<IMessageSender> senders)
{
    private readonly IReadOnlyList<IMessageSender> _senders = [.. senders];

    /// <summary>The route of a pool's messages; of the deployment's, when the pool is gone.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="channel"><c>email</c> or <c>sms</c>.</param>
    /// <param name="hasEvent">False for a message that was written when the pool had no trigger for it.</param>
    public MessageRoute Find(UserPool? pool, string channel, bool hasEvent = true)
    {
        if (channel is Channels.Event or Channels.Logout or Channels.LogoutOfRegistered)
        {
            return new MessageRoute { Provider = channel is Channels.Event ? Providers.Events : Providers.BackChannel };
        }

        if (hasEvent && SignedWebhook.NameIn(pool?.Settings.LambdaConfig?.CustomSenderOf(channel)) is { } webhook)
        {
            return new MessageRoute { Provider = Providers.CustomSender, Webhook = webhook };
        }

        return RouteBy(TagOf(pool, channel) ?? OfDeployment(channel)) with
        {
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
            .Where(sender => sender.Name == Providers.Mailbox || (sender.Name == route.Provider && IsThere(route)))
            .Where(sender => sender.Sends(channel))
            .OrderByDescending(sender => sender.Name == Providers.Mailbox);
    }

    /// <summary>Whether a message of the pool has anywhere to go.</summary>
    public bool Reach(UserPool pool, string channel) => SendersOf(Find(pool, channel), channel).Any();

    /// <summary>Whether a pool may choose the sender: it sends what the channel carries, and is configured.</summary>
    /// <param name="sender">As a tag names it.</param>
    /// <param name="channel"><c>email</c> or <c>sms</c>.</param>
    public bool CanGo(string sender, string channel)
    {
        ArgumentNullException.ThrowIfNull(sender);
        var route = RouteBy(sender);
        return route.Provider is not Providers.Mailbox
            && route.Name.Equals(sender, StringComparison.OrdinalIgnoreCase)
            && SendersOf(route, channel).Any(one => one.Name == route.Provider);
    }

    /// <summary>Whether the pool itself says what its messages go by, and not the deployment.</summary>
    internal static bool IsChosenBy(UserPool pool, string channel) =>
        TagOf(pool, channel) is not null || pool.Settings.LambdaConfig?.CustomSenderOf(channel) is not null;

    private string OfDeployment(string channel) => channel == Channels.Sms
        ? $"{settings.Sms.Provider}:{settings.Sms.Webhook}"
        : $"{settings.Email.Provider}:{settings.Email.Webhook}";

    /// <summary>By whom tags and settings say, in whatever case: <c>ses</c>, <c>webhook:acme</c>.</summary>
    private static MessageRoute RouteBy(string sender)
    {
        var parts = sender.Split(':', 2);
        return new MessageRoute { Provider = parts[0].ToLowerInvariant(), Webhook = parts is [_, var name] ? name : "" };
    }

    private static string? TagOf(UserPool? pool, string channel) =>
        pool?.FindTag(channel == Channels.Sms ? PoolTags.Sms : PoolTags.Email);

    private bool IsThere(MessageRoute route) => !route.IsWebhook || settings.Webhooks.ContainsKey(route.Webhook);
}
