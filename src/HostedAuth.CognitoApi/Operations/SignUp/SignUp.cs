using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.SignUp;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.CognitoApi.Operations.SignUp;

public sealed record SignUpRequest(
    string ClientId,
    string Username,
    Secret? Password,
    string? SecretHash,
    IReadOnlyList<AttributeType>? UserAttributes) : IClientRequest;

/// <param name="UserConfirmed">False: who signs up has to confirm.</param>
/// <param name="UserSub">The new user's sub.</param>
/// <param name="CodeDeliveryDetails">Where the code went; absent when none was sent.</param>
/// <param name="Session">
/// Of a user confirmed at once: signs in by InitiateAuth (USER_AUTH). Absent where the client may not use that flow.
/// </param>
public sealed record SignUpResponse(
    bool UserConfirmed,
    string UserSub,
    CodeDeliveryDetails? CodeDeliveryDetails,
    string? Session);

/// <summary>
/// Makes an unconfirmed user. Refuses with NotAuthorized, UsernameExists, InvalidPassword, InvalidParameter.
/// </summary>
internal sealed class SignUp(SignUps signUps, SignUpSessions sessions, PoolScope scope)
    : ICognitoOperation<SignUpRequest, SignUpResponse>
{
    public async Task<SignUpResponse> HandleAsync(SignUpRequest request, CancellationToken cancellationToken)
    {
        var registration = new Registration
        {
            Client = scope.Prove(request, request.Username, request.SecretHash),
            Username = request.Username,
            Password = request.Password,
            Attributes = request.UserAttributes.ByName(),
        };
        var registered = await signUps.RegisterAsync(registration, cancellationToken);

        var session = sessions.Of(registration.Client, registered);
        return new(registered.IsConfirmed, registered.UserId, registered.Delivery, session);
    }
}
