using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Triggers;

namespace HostedAuth.CognitoApi.Operations.Triggers;

public sealed record ListTriggerCallsRequest(string UserPoolId) : IPoolRequest;

public sealed record ListTriggerCallsResponse(IReadOnlyList<TriggerCallType> TriggerCalls);

/// <summary>A call of a trigger on the wire.</summary>
/// <param name="Target">A function's or webhook's ARN.</param>
/// <param name="Outcome">Succeeded, Refused, TimedOut, Unreachable or InvalidAnswer.</param>
/// <param name="Replayable">Whether <see cref="ReplayTriggerCall"/> takes it.</param>
public sealed record TriggerCallType(
    string CallId,
    string TriggerSource,
    string Target,
    string Outcome,
    string? Error,
    int DurationMilliseconds,
    DateTimeOffset CallDate,
    bool Replayable);

/// <summary>
/// Beyond Cognito: the newest hundred calls of the pool's triggers that failed and can be replayed, and the newest hundred
/// of the others; newest first.
/// </summary>
internal sealed class ListTriggerCalls(TriggerCalls calls) : ICognitoOperation<ListTriggerCallsRequest, ListTriggerCallsResponse>
{
    public async Task<ListTriggerCallsResponse> HandleAsync(
        ListTriggerCallsRequest request,
        CancellationToken cancellationToken) =>
        new([.. (await calls.ListAsync(cancellationToken)).Select(call => new TriggerCallType(
            call.Id,
            call.Source,
            call.Target,
            call.Outcome,
            call.Error,
            call.DurationMilliseconds,
            call.CalledAt,
            call.SealedEvent is not null))]);
}
