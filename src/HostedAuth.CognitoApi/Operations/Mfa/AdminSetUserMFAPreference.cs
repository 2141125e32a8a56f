using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Mfa;

namespace HostedAuth.CognitoApi.Operations.Mfa;

public sealed record AdminSetUserMFAPreferenceRequest(
    string UserPoolId,
    string Username,
    FactorSettings? SMSMfaSettings,
    FactorSettings? SoftwareTokenMfaSettings,
    FactorSettings? EmailMfaSettings,
    FactorSettings? WebAuthnMfaSettings) : IPoolRequest, IFactorSettings;

/// <summary>As SetUserMFAPreference, of any user. Refuses with UserNotFound and InvalidParameter.</summary>
internal sealed class AdminSetUserMFAPreference(MfaPreferences preferences)
    : ICognitoOperation<AdminSetUserMFAPreferenceRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(AdminSetUserMFAPreferenceRequest request, CancellationToken cancellationToken)
    {
        await preferences.SetAsync(request.Username, request.ToChoices(), by: null, cancellationToken);

        return NoContent.Instance;
    }
}
