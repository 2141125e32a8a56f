using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Users;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.CognitoApi.Operations.Account;

/// <param name="AttributeName">email or phone_number.</param>
/// <param name="ClientMetadata">For the triggers of the pool; not kept.</param>
public sealed record GetUserAttributeVerificationCodeRequest(
    string AccessToken,
    string AttributeName,
    IReadOnlyDictionary<string, string>? ClientMetadata) : IAccessTokenRequest;

public sealed record GetUserAttributeVerificationCodeResponse(CodeDeliveryDetails CodeDeliveryDetails);

/// <summary>
/// Sends the caller a code that proves an address. Refuses with InvalidParameter, LimitExceeded, UserNotConfirmed,
/// PasswordResetRequired.
/// </summary>
internal sealed class GetUserAttributeVerificationCode(
    AttributeVerification verification,
    Caller caller)
    : ICognitoOperation<GetUserAttributeVerificationCodeRequest, GetUserAttributeVerificationCodeResponse>
{
    public async Task<GetUserAttributeVerificationCodeResponse> HandleAsync(
        GetUserAttributeVerificationCodeRequest request,
        CancellationToken cancellationToken) => new(await verification.SendCodeAsync(
            caller.User!.Client,
            caller.Own(),
            request.AttributeName,
            cancellationToken));
}
