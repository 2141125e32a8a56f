using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Users;

/// <param name="MessageAction">RESEND for a user who exists and has not signed in yet; SUPPRESS for no message.</param>
/// <param name="DesiredDeliveryMediums">EMAIL and SMS; absent means SMS.</param>
/// <param name="ForceAliasCreation">Takes verified addresses from users who have them as aliases.</param>
/// <param name="ValidationData">For the triggers of the pool; not kept.</param>
/// <param name="ClientMetadata">For the triggers of the pool; not kept.</param>
public sealed record AdminCreateUserRequest(
    string UserPoolId,
    string Username,
    IReadOnlyList<AttributeType>? UserAttributes,
    Secret? TemporaryPassword,
    string? MessageAction,
    IReadOnlyList<string>? DesiredDeliveryMediums,
    bool? ForceAliasCreation,
    IReadOnlyList<AttributeType>? ValidationData,
    IReadOnlyDictionary<string, string>? ClientMetadata) : IPoolRequest;

public sealed record AdminCreateUserResponse(UserType User);

/// <summary>
/// Makes a user with a temporary password, or sends a new one. Refuses with UsernameExistsException,
/// AliasExistsException, InvalidParameterException, InvalidPasswordException, and on RESEND with UserNotFoundException and
/// UnsupportedUserStateException.
/// </summary>
internal sealed class AdminCreateUser(Invitations invitations)
    : ICognitoOperation<AdminCreateUserRequest, AdminCreateUserResponse>
{
    public async Task<AdminCreateUserResponse> HandleAsync(
        AdminCreateUserRequest request,
        CancellationToken cancellationToken)
    {
        var invitation = new Invitation
        {
            Username = request.Username,
            Attributes = request.UserAttributes.ByName(),
            TemporaryPassword = request.TemporaryPassword,
            SendsMessage = request.MessageAction != "SUPPRESS",
            Mediums = request.DesiredDeliveryMediums is { Count: > 0 } mediums ? mediums : null,
            ForcesAlias = request.ForceAliasCreation ?? false,
        };
        var user = request.MessageAction == "RESEND"
            ? await invitations.ResendAsync(invitation, cancellationToken)
            : await invitations.CreateAsync(invitation, cancellationToken);

        return new(UserType.Of(user));
    }
}
