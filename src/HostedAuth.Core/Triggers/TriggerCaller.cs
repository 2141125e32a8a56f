using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Outbound;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Core.Triggers;

/// <summary>Calls a trigger as Cognito does: five seconds a call, three calls where none answered in time.</summary>
internal sealed partial class TriggerCaller(
    IEnumerable<ITriggerTransport> transports,
    TimeProvider time,
    ILogger<TriggerCaller> logger)
{
    private const int Attempts = 3;
    private static readonly JsonDocumentOptions NoDuplicates = new() { AllowDuplicateProperties = false };
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Calls, and gives the response. Refuses with UserLambdaValidation (the trigger refused), UnexpectedLambda (it can't be
    /// called, or did not answer) and InvalidLambdaResponse.
    /// </summary>
    /// <param name="name">The trigger, as the pool's settings name it.</param>
    /// <param name="arn">What to call.</param>
    /// <param name="content">The event.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<JsonObject> CallAsync(string name, string arn, JsonObject content, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        try
        {
            var answer = await AnswerAsync(name, arn, JsonSerializer.SerializeToUtf8Bytes(content), cancellationToken);
            return answer switch
            {
                TriggerAnswer.Done done => ResponseIn(done.Body),
                TriggerAnswer.Failed failed => throw AuthError.TriggerRefused(name, failed.Error).AsException(),
                TriggerAnswer.NotRun notRun => throw AuthError.TriggerNotRun(name, notRun.Error).AsException(),
                _ => throw new InvalidOperationException("There is no other answer."),
            };
        }
        catch (AuthException refusal)
        {
            LogFailed(name, refusal.Error.Kind, (int)time.GetElapsedTime(began).TotalMilliseconds);
            throw;
        }
    }

    private async Task<TriggerAnswer> AnswerAsync(string name, string arn, byte[] json, CancellationToken cancellationToken)
    {
        var transport = transports.FirstOrDefault(transport => transport.Calls(arn))
            ?? throw AuthError.TriggerNotRun(name, "ResourceNotFoundException").AsException();
        var id = Guid.NewGuid().ToString();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await transport.CallAsync(arn, id, json, TimeLimit, cancellationToken);
            }
            catch (OutboundException exception) when (exception.Failure is OutboundFailure.TimedOut && attempt < Attempts)
            {
                // Only who kept silent is asked again.
            }
            catch (OutboundException exception)
            {
                throw (exception.Failure switch
                {
                    OutboundFailure.TimedOut => AuthError.TriggerTimedOut(name),
                    OutboundFailure.TooLarge => AuthError.TriggerAnswerUnreadable,
                    _ => AuthError.TriggerNotRun(name, exception.Failure.ToString()),
                }).AsException();
            }
        }
    }

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
}
