using System.Text;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Core.Triggers;

/// <summary>Keeps what triggers were called, in a unit of work of its own: failures are to be seen too.</summary>
internal sealed partial class TriggerLog(Database database, Sealer sealer, TimeProvider time, ILogger<TriggerLog> logger)
{
    /// <summary>
    /// How many calls of a pool are kept: of those that failed and can be replayed, and again of all others, since anybody can
    /// have these made, as often as they like, and must not push out what an operator wants to repeat.
    /// </summary>
    public const int Kept = 100;

    private const int LongestError = 1024;
    private const string Succeeded = "Succeeded";

    /// <summary>Writes a call down. A log that can't be written stops nobody's sign-in.</summary>
    /// <param name="call">The call.</param>
    /// <param name="error">Why it failed; null for success.</param>
    /// <param name="duration">All attempts together.</param>
    public async Task WriteAsync(MadeCall call, AuthError? error, TimeSpan duration)
    {
        try
        {
            await using var context = database.Open(call.PoolId);
            var row = new TriggerCall
            {
                PoolId = call.PoolId,
                Id = call.Id,
                Source = call.Source,
                Target = call.Arn,
                Outcome = OutcomeOf(call, error),
                Error = error is null ? null : Text.Start(error.Message, LongestError),
                DurationMilliseconds = (int)Math.Min(duration.TotalMilliseconds, int.MaxValue),
                SealedEvent = call.CanBeReplayed ? Seal(call) : null,
                CalledAt = time.GetUtcNow(),
            };
            context.TriggerCalls.Add(row);
            await context.SaveChangesAsync(CancellationToken.None);
            await PruneAsync(context, isOwed: row.SealedEvent is not null && row.Outcome is not Succeeded);
        }
#pragma warning disable CA1031 // The database is away: what follows will say so better than this.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogUnwritten(exception, call.Source);
        }
    }

    /// <summary>The event of a call that can be replayed.</summary>
    public byte[] Open(TriggerCall call) =>
        sealer.Open(SealKind.TriggerEvent, $"{call.PoolId}/{call.Id}", call.SealedEvent!);

    private byte[] Seal(MadeCall call) => sealer.Seal(SealKind.TriggerEvent, $"{call.PoolId}/{call.Id}", call.Json);

    private static string OutcomeOf(MadeCall call, AuthError? error) => error switch
    {
        null => Succeeded,
        { Kind: ErrorKind.UserLambdaValidation } => "Refused",
        { Kind: ErrorKind.InvalidLambdaResponse } => "InvalidAnswer",
        _ when error == AuthError.TriggerTimedOut(call.Name) => "TimedOut",
        _ => "Unreachable",
    };

    /// <summary>Drops the oldest ones of the kind that has just been written.</summary>
    private static async Task PruneAsync(HostedAuthDbContext context, bool isOwed)
    {
        var calls = context.TriggerCalls.Where(row => (row.SealedEvent != null && row.Outcome != Succeeded) == isOwed);
        var oldest = await calls.OrderByDescending(row => row.CalledAt)
            .Select(row => (DateTimeOffset?)row.CalledAt)
            .Skip(Kept - 1)
            .FirstOrDefaultAsync(CancellationToken.None);
        if (oldest is { } limit)
        {
            await calls.Where(row => row.CalledAt < limit).ExecuteDeleteAsync(CancellationToken.None);
        }
    }

    [LoggerMessage(5002, LogLevel.Warning, "A call of the trigger {Source} could not be logged.")]
    private partial void LogUnwritten(Exception exception, string source);
}

/// <summary>A call of a trigger.</summary>
/// <param name="PoolId">Whose.</param>
/// <param name="Id">Of the event: the same at each attempt.</param>
/// <param name="Name">The trigger, as the pool's settings name it.</param>
/// <param name="Source">The event's triggerSource.</param>
/// <param name="Arn">What is called.</param>
/// <param name="Json">The event.</param>
internal sealed record MadeCall(string PoolId, string Id, string Name, string Source, string Arn, byte[] Json)
{
    /// <summary>
    /// Whether the answer means nothing, so that the event can come once more. Others hold passwords, or decide.
    /// </summary>
    public bool CanBeReplayed => Name is "PostConfirmation" or "PostAuthentication";

    private bool PrintMembers(StringBuilder text)
    {
        // The event may hold a password.
        text.Append(Source);
        return true;
    }
}
