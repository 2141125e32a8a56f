using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.CognitoApi.Operations.Account;

/// <param name="UserAttributes">An empty value deletes the attribute.</param>
/// <param name="ClientMetadata">For the triggers of the pool; not kept.</param>
public sealed record UpdateUserAttributesRequest(
    string AccessToken,
    IReadOnlyList<AttributeType> UserAttributes,
    IReadOnlyDictionary<string, string>? ClientMetadata) : IAccessTokenRequest;

public sealed record UpdateUserAttributesResponse(IReadOnlyList<CodeDeliveryDetails> CodeDeliveryDetailsList);

/// <summary>
/// Changes the caller's attributes, as far as the token's client may write them. Refuses with NotAuthorized,
/// InvalidParameter, AliasExists, UserNotConfirmed, PasswordResetRequired.
/// </summary>
internal sealed class UpdateUserAttributes(AttributeUpdates updates, Caller caller, PoolScope scope)
    : ICognitoOperation<UpdateUserAttributesRequest, UpdateUserAttributesResponse>
{
    public async Task<UpdateUserAttributesResponse> HandleAsync(
        UpdateUserAttributesRequest request,
        CancellationToken cancellationToken) => new(await updates.UpdateAsync(
            caller.User!.Client,
            caller.OwnToChange(scope.Pool, request.UserAttributes.Select(attribute => attribute.Name)).Id,
            request.UserAttributes.ByName(),
            cancellationToken));
}
