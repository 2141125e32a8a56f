using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Risk;

namespace HostedAuth.CognitoApi.Operations.Risk;

/// <param name="Username">User name, sub or alias.</param>
/// <param name="FeedbackValue">Valid or Invalid.</param>
public sealed record AdminUpdateAuthEventFeedbackRequest(
    string UserPoolId,
    string Username,
    string EventId,
    string FeedbackValue) : IPoolRequest;

/// <summary>
/// Says whether an event was the user's own. Refuses with UserNotFoundException, ResourceNotFoundException and
/// UserPoolAddOnNotEnabledException.
/// </summary>
internal sealed class AdminUpdateAuthEventFeedback(AuthEventFeedback feedback)
    : ICognitoOperation<AdminUpdateAuthEventFeedbackRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(
        AdminUpdateAuthEventFeedbackRequest request,
        CancellationToken cancellationToken)
    {
        await feedback.GiveByAdministratorAsync(
            request.Username, request.EventId, request.FeedbackValue, cancellationToken);
        return NoContent.Instance;
    }
}
