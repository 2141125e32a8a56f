namespace HostedAuth.Core.Triggers;

/// <summary>A call of a trigger that was made; <see cref="TriggerLog.Kept"/> says how many of a pool are kept.</summary>
public sealed class TriggerCall
{
    public required string PoolId { get; init; }

    public required string Id { get; init; }

    /// <summary>The event's triggerSource, such as <c>PreSignUp_SignUp</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Where it went: a function's ARN or a webhook's address, without its query.</summary>
    public required string Target { get; init; }

    /// <summary>
    /// What came of it: <c>Succeeded</c>, <c>Refused</c>, <c>TimedOut</c>, <c>Unreachable</c>, <c>InvalidAnswer</c>.
    /// </summary>
    public required string Outcome { get; init; }

    /// <summary>The function's own error text, if it gave one.</summary>
    public string? Error { get; init; }

    /// <summary>In milliseconds, all attempts together.</summary>
    public required int DurationMilliseconds { get; init; }

    /// <summary>The event, sealed, so that it can be sent once more; null where a replay would not be safe.</summary>
    public byte[]? SealedEvent { get; init; }

    public required DateTimeOffset CalledAt { get; init; }
}
