using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Messages;

/// <param name="UserPoolId">The pool.</param>
/// <param name="Username">Only messages for this user: user name, sub or alias.</param>
/// <param name="Status">Only messages that stand so.</param>
/// <param name="MaxResults">0 to 60; 0 and absent mean 60.</param>
/// <param name="NextToken">Of the last answer.</param>
public sealed record ListMessageDeliveriesRequest(
    string UserPoolId,
    string? Username,
    DeliveryStatus? Status,
    int? MaxResults,
    string? NextToken) : IPoolRequest;

public sealed record ListMessageDeliveriesResponse(IReadOnlyList<MessageDeliveryType> MessageDeliveries, string? NextToken);

/// <summary>
/// Beyond Cognito: lists the messages of the pool, newest first: where they went, by which sender, or why not. Refuses with
/// UserNotFoundException and InvalidParameterException.
/// </summary>
internal sealed class ListMessageDeliveries(UserDirectory users, MessageDeliveries deliveries)
    : ICognitoOperation<ListMessageDeliveriesRequest, ListMessageDeliveriesResponse>
{
    private const int MaxLimit = 60;

    public async Task<ListMessageDeliveriesResponse> HandleAsync(
        ListMessageDeliveriesRequest request,
        CancellationToken cancellationToken)
    {
        var user = request.Username is { } name ? await users.RequireToReadAsync(name, cancellationToken) : null;
        var limit = request.MaxResults.OrMost(MaxLimit);
        var page = await deliveries.ListAsync(user?.Id, request.Status, limit, request.NextToken, cancellationToken);

        return new([.. page.Items.Select(MessageDeliveryType.Of)], page.NextToken);
    }
}
