namespace HostedAuth.Core.Delivery;

/// <summary>A way to the world for messages.</summary>
public interface IMessageSender
{
    /// <summary>What settings and tags call it: one of <see cref="Providers"/>.</summary>
    string Name { get; }

    /// <summary>Whether it takes messages of the channel, <c>email</c> or <c>sms</c>, and is configured for them.</summary>
    bool Sends(string channel);

    /// <summary>Sends, or throws <see cref="DeliveryException"/>. May be asked again with the same id.</summary>
    /// <param name="id">The message's id, the same at each attempt.</param>
    /// <param name="message">The message.</param>
    /// <param name="route">How the message's pool wants it sent.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task SendAsync(string id, Message message, MessageRoute route, CancellationToken cancellationToken);
}
