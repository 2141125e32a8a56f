using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Mfa;

/// <param name="AccessToken">Of a user who sets an app up; or:</param>
/// <param name="Session">Of a sign-in that owes MFA_SETUP.</param>
public sealed record AssociateSoftwareTokenRequest(string? AccessToken, string? Session) : ITokenOrSessionRequest;

/// <param name="SecretCode">In base32.</param>
/// <param name="Session">For VerifySoftwareToken, where a session came.</param>
public sealed record AssociateSoftwareTokenResponse(Secret SecretCode, string? Session);

/// <summary>Begins to set up an authenticator app. Refuses with NotAuthorized and SoftwareTokenMFANotFound.</summary>
internal sealed class AssociateSoftwareToken(AuthenticatorEnrolment enrolment, AuthenticatorSetup setup, Caller caller, PoolScope scope)
    : ICognitoOperation<AssociateSoftwareTokenRequest, AssociateSoftwareTokenResponse>
{
    public async Task<AssociateSoftwareTokenResponse> HandleAsync(
        AssociateSoftwareTokenRequest request,
        CancellationToken cancellationToken)
    {
        if (caller.User is null)
        {
            var offer = await setup.BeginAsync(request.Session!, cancellationToken);
            return new(offer.SecretCode, offer.Session);
        }

        var secret = await enrolment.BeginAsync(caller.OwnToChangeFactors(scope.Pool), cancellationToken);
        return new(new Secret(Base32.Encode(secret)), Session: null);
    }
}
