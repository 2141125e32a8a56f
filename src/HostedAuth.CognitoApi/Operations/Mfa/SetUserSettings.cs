using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Mfa;

namespace HostedAuth.CognitoApi.Operations.Mfa;

/// <param name="MFAOptions">SMS to phone_number; empty switches codes by text off.</param>
public sealed record SetUserSettingsRequest(string AccessToken, IReadOnlyList<MFAOptionType> MFAOptions) : IAccessTokenRequest;

/// <summary>
/// The legacy way to switch the caller's codes by text on and off. Refuses with InvalidParameter, UserNotConfirmed,
/// PasswordResetRequired, and with NotAuthorized a session that proved no
/// second factor where the user has one.
/// </summary>
internal sealed class SetUserSettings(MfaPreferences preferences, Caller caller)
    : ICognitoOperation<SetUserSettingsRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(SetUserSettingsRequest request, CancellationToken cancellationToken)
    {
        await preferences.SetAsync(caller.Own().Id, request.MFAOptions.ToChoices(), caller.User!.Session, cancellationToken);

        return NoContent.Instance;
    }
}
