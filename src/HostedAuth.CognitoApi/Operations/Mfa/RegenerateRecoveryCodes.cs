using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Secrets;

namespace HostedAuth.CognitoApi.Operations.Mfa;

public sealed record RegenerateRecoveryCodesRequest(string AccessToken) : IAccessTokenRequest;

/// <param name="RecoveryCodes">Ten, each good once.</param>
public sealed record RegenerateRecoveryCodesResponse(IReadOnlyList<Secret> RecoveryCodes);

/// <summary>
/// Beyond Cognito: gives the caller ten recovery codes; those given before are void. Refuses with UserNotConfirmed,
/// PasswordResetRequired, and with NotAuthorized a session that proved no second factor.
/// </summary>
internal sealed class RegenerateRecoveryCodes(RecoveryCodes codes, Caller caller)
    : ICognitoOperation<RegenerateRecoveryCodesRequest, RegenerateRecoveryCodesResponse>
{
    public async Task<RegenerateRecoveryCodesResponse> HandleAsync(
        RegenerateRecoveryCodesRequest request,
        CancellationToken cancellationToken)
    {
        var (user, session) = (caller.Own(), caller.User!.Session);
        var isProven = UserFactors.AreProvenBy(user, session);
        return new(await codes.RegenerateAsync(user, isProven, cancellationToken));
    }
}
