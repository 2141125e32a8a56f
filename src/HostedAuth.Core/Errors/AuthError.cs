namespace HostedAuth.Core.Errors;

/// <summary>A refusal that a caller may see.</summary>
/// <param name="Kind">What kind of refusal it is; decides the error name or the page.</param>
/// <param name="Message">The text of the Cognito API, fit for the wire; holds no secret.</param>
/// <param name="RetryAfter">When the caller may try again, where that helps.</param>
public sealed partial record AuthError(ErrorKind Kind, string Message, TimeSpan? RetryAfter = null)
{
    /// <summary>What exactly is wrong; texts for people are chosen by it, never by the message.</summary>
    public ErrorReason Reason { get; init; }

    /// <summary>What the pool's own trigger says to the person, where it refuses.</summary>
    public string? TriggerWords { get; init; }

    /// <summary>The exception to throw where the caller could only pass the refusal on.</summary>
    public AuthException AsException() => new(this);
}
