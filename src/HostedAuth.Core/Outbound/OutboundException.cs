namespace HostedAuth.Core.Outbound;

/// <summary>A call to a configured address came to nothing; the message holds no address and no content.</summary>
public sealed class OutboundException : Exception
{
    public OutboundException(OutboundFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    public OutboundFailure Failure { get; }
}

/// <summary>Why.</summary>
public enum OutboundFailure
{
    /// <summary>The address is on the inside and not on the list of exceptions, or would be called unencrypted.</summary>
    Forbidden,

    /// <summary>No connection, or one that broke.</summary>
    Unreachable,

    /// <summary>No whole answer within the time.</summary>
    TimedOut,

    /// <summary>The answer is larger than the caller takes.</summary>
    TooLarge,
}
