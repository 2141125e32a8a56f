using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Users;

/// <param name="UserAttributes">An empty value deletes the attribute.</param>
/// <param name="ClientMetadata">For the triggers of the pool; not kept.</param>
public sealed record AdminUpdateUserAttributesRequest(
    string UserPoolId,
    string Username,
    IReadOnlyList<AttributeType> UserAttributes,
    IReadOnlyDictionary<string, string>? ClientMetadata) : IPoolRequest;

/// <summary>
/// Changes a user's attributes; alone it may set <c>email_verified</c> and <c>phone_number_verified</c>. Refuses with
/// UserNotFoundException, InvalidParameterException, AliasExistsException.
/// </summary>
internal sealed class AdminUpdateUserAttributes(AttributeUpdates updates)
    : ICognitoOperation<AdminUpdateUserAttributesRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(
        AdminUpdateUserAttributesRequest request,
        CancellationToken cancellationToken)
    {
        await updates.UpdateAsync(client: null, request.Username, request.UserAttributes.ByName(), cancellationToken);
        return NoContent.Instance;
    }
}
