namespace HostedAuth.Core.Delivery;

/// <summary>A way to the world for messages of one or more channels.</summary>
public interface IMessageSender
{
    /// <summary>Whether it takes messages of the channel, <c>email</c> or <c>sms</c>.</summary>
    bool Sends(string channel);

    /// <summary>Sends, or throws <see cref="DeliveryException"/>. May be asked again with the same id.</summary>
    Task SendAsync(string id, Message message, CancellationToken cancellationToken);
}

/// <summary>A message did not go out; the reason holds no address and no content.</summary>
public sealed class DeliveryException : Exception
{
    public DeliveryException(string reason)
        : base(reason)
    {
    }

    public DeliveryException(string reason, Exception innerException)
        : base(reason, innerException)
    {
    }
}
