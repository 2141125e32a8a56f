namespace HostedAuth.Core.Errors;

// Of triggers.
public sealed partial record AuthError
{
    /// <summary>Whether a trigger, and not the caller, is the reason.</summary>
    public bool IsOfTrigger =>
        Kind is ErrorKind.UserLambdaValidation or ErrorKind.UnexpectedLambda or ErrorKind.InvalidLambdaResponse;

    public static AuthError TriggerAnswerUnreadable { get; } =
        new(ErrorKind.InvalidLambdaResponse, "Unrecognizable lambda output");

    public static AuthError TriggerCallNotFound { get; } = new(ErrorKind.ResourceNotFound, "Trigger call not found.");

    public static AuthError TriggerCallNotReplayable { get; } =
        InvalidParameter("Calls of this trigger can't be replayed.");

    public static AuthError TriggerTargetGone { get; } =
        InvalidParameter("The pool no longer names what was called.");

    /// <summary>UserMigration names nobody of the name, or the password is not theirs.</summary>
    public static AuthError MigrationFailed(string clientId) =>
        new(ErrorKind.UserNotFound, $"Exception migrating user in app client {clientId}");

    public static AuthError CustomAuthNotConfigured { get; } =
        InvalidParameter("Custom auth lambda trigger is not configured for the user pool.");

    /// <param name="trigger">As the pool's settings name it.</param>
    /// <param name="error">The trigger's own text.</param>
    public static AuthError TriggerRefused(string trigger, string error) =>
        new(ErrorKind.UserLambdaValidation, $"{trigger} failed with error {error}.") { TriggerWords = error };

    public static AuthError TriggerTimedOut(string trigger) => new(
        ErrorKind.UnexpectedLambda,
        $"{trigger} failed with error Socket timeout while invoking Lambda function.");

    /// <param name="trigger">As the pool's settings name it.</param>
    /// <param name="reason">A name, no address.</param>
    public static AuthError TriggerNotRun(string trigger, string reason) =>
        new(ErrorKind.UnexpectedLambda, $"{trigger} invocation failed due to error {reason}.");
}
