using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Account;

/// <param name="AttributeName">email or phone_number.</param>
public sealed record VerifyUserAttributeRequest(string AccessToken, string AttributeName, Secret Code)
    : IAccessTokenRequest;

/// <summary>
/// Proves an address of the caller by its code. Refuses with CodeMismatch, ExpiredCode, AliasExists, InvalidParameter,
/// LimitExceeded, UserNotConfirmed, PasswordResetRequired.
/// </summary>
internal sealed class VerifyUserAttribute(AttributeVerification verification, Caller caller)
    : ICognitoOperation<VerifyUserAttributeRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(VerifyUserAttributeRequest request, CancellationToken cancellationToken)
    {
        await verification.VerifyAsync(caller.Own(), request.AttributeName, request.Code, cancellationToken);
        return NoContent.Instance;
    }
}
