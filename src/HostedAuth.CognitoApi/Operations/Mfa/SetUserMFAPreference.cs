using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Mfa;

namespace HostedAuth.CognitoApi.Operations.Mfa;

public sealed record SetUserMFAPreferenceRequest(
    string AccessToken,
    FactorSettings? SMSMfaSettings,
    FactorSettings? SoftwareTokenMfaSettings,
    FactorSettings? EmailMfaSettings,
    FactorSettings? WebAuthnMfaSettings) : IAccessTokenRequest, IFactorSettings;

/// <summary>
/// Switches the caller's second factors on and off and prefers one; those that are absent stay. Refuses with
/// InvalidParameter, UserNotConfirmed, PasswordResetRequired, and with NotAuthorized a session that proved no
/// second factor where the user has one.
/// </summary>
internal sealed class SetUserMFAPreference(MfaPreferences preferences, Caller caller)
    : ICognitoOperation<SetUserMFAPreferenceRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(SetUserMFAPreferenceRequest request, CancellationToken cancellationToken)
    {
        await preferences.SetAsync(caller.Own().Id, request.ToChoices(), caller.User!.Session, cancellationToken);

        return NoContent.Instance;
    }
}
