using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Risk;

namespace HostedAuth.CognitoApi.Operations.Risk;

/// <param name="Username">User name, sub or alias.</param>
/// <param name="FeedbackToken">As the mail about the event brought it.</param>
/// <param name="FeedbackValue">Valid or Invalid.</param>
public sealed record UpdateAuthEventFeedbackRequest(
    string UserPoolId,
    string Username,
    string EventId,
    string FeedbackToken,
    string FeedbackValue) : IPoolRequest;

/// <summary>
/// Says, by whoever got the mail about an event, whether it was them. Refuses with NotAuthorizedException and
/// UserPoolAddOnNotEnabledException.
/// </summary>
internal sealed class UpdateAuthEventFeedback(AuthEventFeedback feedback)
    : ICognitoOperation<UpdateAuthEventFeedbackRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(UpdateAuthEventFeedbackRequest request, CancellationToken cancellationToken)
    {
        await feedback.GiveByTokenAsync(
            request.Username, request.EventId, request.FeedbackToken, request.FeedbackValue, cancellationToken);
        return NoContent.Instance;
    }
}
