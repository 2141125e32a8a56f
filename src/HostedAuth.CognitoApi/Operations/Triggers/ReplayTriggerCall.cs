using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Triggers;

namespace HostedAuth.CognitoApi.Operations.Triggers;

/// <param name="CallId">As <see cref="ListTriggerCalls"/> tells it.</param>
public sealed record ReplayTriggerCallRequest(string UserPoolId, string CallId) : IPoolRequest;

/// <summary>
/// Beyond Cognito: sends the event of a call once more, where its answer means nothing (PostConfirmation,
/// PostAuthentication). Refuses with ResourceNotFound, InvalidParameter, and as triggers do.
/// </summary>
internal sealed class ReplayTriggerCall(TriggerCalls calls) : ICognitoOperation<ReplayTriggerCallRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(ReplayTriggerCallRequest request, CancellationToken cancellationToken)
    {
        await calls.ReplayAsync(request.CallId, cancellationToken);
        return NoContent.Instance;
    }
}
