using HostedAuth.Core.Storage;

namespace HostedAuth.Core.Delivery;

/// <summary>Where use cases leave messages: a row in the transaction of what they tell about.</summary>
public sealed class Outbox
{
    /// <summary>Adds the message to the unit of work, sealed. It goes out after the unit of work is saved.</summary>
    public void Add(HostedAuthDbContext context, Message message) => throw new NotImplementedException();
}
