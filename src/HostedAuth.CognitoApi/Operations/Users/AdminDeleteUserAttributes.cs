using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Users;

public sealed record AdminDeleteUserAttributesRequest(
    string UserPoolId,
    string Username,
    IReadOnlyList<string> UserAttributeNames) : IPoolRequest;

/// <summary>Deletes attributes of a user. Refuses with UserNotFoundException, InvalidParameterException.</summary>
internal sealed class AdminDeleteUserAttributes(AttributeUpdates updates)
    : ICognitoOperation<AdminDeleteUserAttributesRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(
        AdminDeleteUserAttributesRequest request,
        CancellationToken cancellationToken)
    {
        await updates.DeleteAsync(client: null, request.Username, request.UserAttributeNames, cancellationToken);
        return NoContent.Instance;
    }
}
