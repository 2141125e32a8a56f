using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Outbound;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Core.Triggers;

/// <summary>
/// Calls a trigger as Cognito does: five seconds a call, three calls where none was answered. Every call is written down.
/// </summary>
internal sealed partial class TriggerCaller(
    IEnumerable<ITriggerTransport> transports,
    TriggerTraffic traffic,
    TriggerLog log,
    TimeProvider time,
    ILogger<TriggerCaller> logger)
{
    private const int Attempts = 3;
    private static readonly JsonDocumentOptions NoDuplicates = new() { AllowDuplicateProperties = false };
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Calls, and reads the response. Refuses with UserLambdaValidation (the trigger refused), UnexpectedLambda (it can't be
    /// called, or did not answer) and InvalidLambdaResponse.
    /// </summary>
    /// <param name="name">The trigger, as the pool's settings name it.</param>
    /// <param name="arn">What to call.</param>
    /// <param name="content">The event.</param>
    /// <param name="read">Reads the response; refuses with InvalidLambdaResponse what it can't.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<T> CallAsync<T>(
        string name,
        string arn,
        JsonObject content,
        Func<JsonObject, T> read,
        CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        var (pool, source) = ((string)content["userPoolId"]!, (string)content["triggerSource"]!);
        var call = new MadeCall(pool, id, name, source, arn, JsonSerializer.SerializeToUtf8Bytes(content));
        return CallAsync(call, call, read, cancellationToken);
    }

    /// <summary>Makes a call once more, under its event's own id; what comes back is dropped. Refuses as a call does.</summary>
    public Task ReplayAsync(string name, TriggerCall call, CancellationToken cancellationToken)
    {
        var again = new MadeCall(call.PoolId, call.Id, name, call.Source, call.Target, log.Open(call));
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        return CallAsync(again, again with { Id = id }, _ => true, cancellationToken);
    }

    /// <param name="call">What is sent.</param>
    /// <param name="logged">What is written down of it.</param>
    /// <param name="read">Reads the response.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private async Task<T> CallAsync<T>(
        MadeCall call,
        MadeCall logged,
        Func<JsonObject, T> read,
        CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        AuthError? error = null;
        try
        {
            return await AnswerAsync(call, cancellationToken) switch
            {
                TriggerAnswer.Done done => read(ResponseIn(done.Body)),
                TriggerAnswer.Failed failed => throw AuthError.TriggerRefused(call.Name, failed.Error).AsException(),
                TriggerAnswer.NotRun notRun => throw AuthError.TriggerNotRun(call.Name, notRun.Error).AsException(),
                _ => throw new InvalidOperationException("There is no other answer."),
            };
        }
        catch (AuthException refusal)
        {
            error = refusal.Error;
            LogFailed(call.Name, error.Kind, (int)time.GetElapsedTime(began).TotalMilliseconds);
            throw;
        }
        finally
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                await log.WriteAsync(logged, error, time.GetElapsedTime(began));
            }
        }
    }

    private async Task<TriggerAnswer> AnswerAsync(MadeCall call, CancellationToken cancellationToken)
    {
        var transport = transports.FirstOrDefault(transport => transport.Calls(call.Arn))
            ?? throw AuthError.TriggerNotRun(call.Name, "ResourceNotFoundException").AsException();
        using var place = await traffic.EnterAsync(call.PoolId, call.Arn, cancellationToken)
            ?? throw AuthError.TriggerNotRun(call.Name, "TooManyRequestsException").AsException();
        try
        {
            var answer = await AnswerAsync(transport, call, cancellationToken);
            place.Report(isAlive: answer is not TriggerAnswer.NotRun);
            return answer;
        }
        catch (OutboundException exception)
        {
            place.Report(isAlive: exception.Failure is OutboundFailure.TooLarge);
            LogUnreached(call.Name, exception.Message);
            throw (exception.Failure switch
            {
                OutboundFailure.TimedOut => AuthError.TriggerTimedOut(call.Name),
                OutboundFailure.TooLarge => AuthError.TriggerAnswerUnreadable,
                _ => AuthError.TriggerNotRun(call.Name, exception.Failure.ToString()),
            }).AsException();
        }
    }

    private static async Task<TriggerAnswer> AnswerAsync(
        ITriggerTransport transport,
        MadeCall call,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await transport.CallAsync(call.Arn, call.Id, call.Json, TimeLimit, cancellationToken);
            }
            catch (OutboundException exception) when (IsSilence(exception.Failure) && attempt < Attempts)
            {
                // Asked again: it was slow, or it closed a connection kept from an earlier call just as this one went out.
            }
        }
    }

    private static bool IsSilence(OutboundFailure failure) =>
        failure is OutboundFailure.TimedOut or OutboundFailure.Unreachable;

    /// <summary>The member <c>response</c> of the event that came back; or, of a webhook, the response alone.</summary>
    private static JsonObject ResponseIn(byte[] body)
    {
        try
        {
            if (JsonNode.Parse(body, documentOptions: NoDuplicates) is JsonObject answer)
            {
                return answer.ContainsKey("triggerSource") || answer.ContainsKey("response")
                    ? answer["response"] as JsonObject ?? throw AuthError.TriggerAnswerUnreadable.AsException()
                    : answer;
            }
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // No JSON, or an object with a member twice.
        }

        throw AuthError.TriggerAnswerUnreadable.AsException();
    }

    [LoggerMessage(5001, LogLevel.Warning, "The trigger {Trigger} failed after {Milliseconds} ms: {Kind}")]
    private partial void LogFailed(string trigger, ErrorKind kind, int milliseconds);

    [LoggerMessage(5003, LogLevel.Warning, "The trigger {Trigger} gave no answer: {Why}")]
    private partial void LogUnreached(string trigger, string why);
}
