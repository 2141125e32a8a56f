using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Mfa;

namespace HostedAuth.CognitoApi.Operations.Mfa;

/// <param name="MFAOptions">SMS to phone_number; empty switches codes by text off.</param>
public sealed record AdminSetUserSettingsRequest(
    string UserPoolId,
    string Username,
    IReadOnlyList<MFAOptionType> MFAOptions) : IPoolRequest;

/// <summary>As SetUserSettings, of any user. Refuses with UserNotFound and InvalidParameter.</summary>
internal sealed class AdminSetUserSettings(MfaPreferences preferences)
    : ICognitoOperation<AdminSetUserSettingsRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(AdminSetUserSettingsRequest request, CancellationToken cancellationToken)
    {
        await preferences.SetAsync(request.Username, request.MFAOptions.ToChoices(), by: null, cancellationToken);

        return NoContent.Instance;
    }
}
