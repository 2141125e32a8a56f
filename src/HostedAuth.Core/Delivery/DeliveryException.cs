namespace HostedAuth.Core.Delivery;

/// <summary>A message did not go out; the reason holds no address and no content.</summary>
public sealed class DeliveryException : Exception
{
    /// <param name="reason">For the operator: who refused, and by what code.</param>
    /// <param name="isPermanent">Whether the next attempt would end alike.</param>
    /// <param name="innerException">What happened, where something was thrown.</param>
    public DeliveryException(string reason, bool isPermanent = false, Exception? innerException = null)
        : base(reason, innerException) => IsPermanent = isPermanent;

    /// <summary>Whether the message is given up at once.</summary>
    public bool IsPermanent { get; }
}
