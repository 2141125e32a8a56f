using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Mfa;

/// <param name="AccessToken">As AssociateSoftwareToken had it; or:</param>
/// <param name="Session">As AssociateSoftwareToken answered it.</param>
/// <param name="UserCode">Six digits of the app.</param>
/// <param name="FriendlyDeviceName">What its owner calls it; an app of the same name is replaced.</param>
public sealed record VerifySoftwareTokenRequest(
    string? AccessToken,
    string? Session,
    Secret UserCode,
    string? FriendlyDeviceName) : ITokenOrSessionRequest;

/// <param name="Status">SUCCESS.</param>
/// <param name="Session">For the answer to MFA_SETUP, where a session came.</param>
public sealed record VerifySoftwareTokenResponse(string Status, string? Session);

/// <summary>
/// Verifies an authenticator app by its first code, which never counts again. Refuses with EnableSoftwareTokenMFA,
/// NotAuthorized and SoftwareTokenMFANotFound.
/// </summary>
internal sealed class VerifySoftwareToken(AuthenticatorEnrolment enrolment, AuthenticatorSetup setup, Caller caller, PoolScope scope)
    : ICognitoOperation<VerifySoftwareTokenRequest, VerifySoftwareTokenResponse>
{
    private const string Success = "SUCCESS";

    public async Task<VerifySoftwareTokenResponse> HandleAsync(
        VerifySoftwareTokenRequest request,
        CancellationToken cancellationToken)
    {
        var name = string.IsNullOrEmpty(request.FriendlyDeviceName) ? null : request.FriendlyDeviceName;
        if (caller.User is null)
        {
            return new(Success, await setup.ConfirmAsync(request.Session!, request.UserCode.Value, name, cancellationToken));
        }

        await enrolment.VerifyAsync(caller.OwnToChangeFactors(scope.Pool), request.UserCode.Value, name, cancellationToken);
        return new(Success, Session: null);
    }
}
