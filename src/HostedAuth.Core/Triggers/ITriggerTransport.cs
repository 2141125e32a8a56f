using HostedAuth.Core.Outbound;

namespace HostedAuth.Core.Triggers;

/// <summary>A way to call what a pool named as a trigger.</summary>
internal interface ITriggerTransport
{
    /// <summary>Whether it calls what the ARN names.</summary>
    bool Calls(string arn);

    /// <summary>Calls once. Throws <see cref="OutboundException"/> when no whole answer came.</summary>
    /// <param name="arn">What the pool named.</param>
    /// <param name="id">Of the event: the same at each attempt.</param>
    /// <param name="json">The event.</param>
    /// <param name="time">How long it may take.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<TriggerAnswer> CallAsync(string arn, string id, byte[] json, TimeSpan time, CancellationToken cancellationToken);
}

/// <summary>What came back.</summary>
internal abstract record TriggerAnswer
{
    private TriggerAnswer()
    {
    }

    /// <summary>The trigger answered.</summary>
    /// <param name="Body">The event with its response filled in, or the response alone.</param>
    public sealed record Done(byte[] Body) : TriggerAnswer;

    /// <summary>The trigger refuses, with a text for the caller.</summary>
    public sealed record Failed(string Error) : TriggerAnswer;

    /// <summary>It was not run at all.</summary>
    /// <param name="Error">The name of the reason.</param>
    public sealed record NotRun(string Error) : TriggerAnswer;
}
