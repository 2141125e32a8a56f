using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.SignIn.Challenges;

namespace HostedAuth.CognitoApi.Operations.Mfa;

public sealed record GetUserAuthFactorsRequest(string AccessToken) : IAccessTokenRequest;

/// <param name="ConfiguredUserAuthFactors">First factors of USER_AUTH that the user can begin with.</param>
/// <param name="PreferredMfaSetting">The second factor that is asked for without a choice.</param>
/// <param name="UserMFASettingList">The second factors that are active.</param>
public sealed record UserAuthFactorsResponse(
    string Username,
    IReadOnlyList<string> ConfiguredUserAuthFactors,
    string? PreferredMfaSetting,
    IReadOnlyList<string>? UserMFASettingList);

/// <summary>Tells the caller their own factors. Refuses with UserNotConfirmed and PasswordResetRequired.</summary>
internal sealed class GetUserAuthFactors(FirstFactors firstFactors, Caller caller)
    : ICognitoOperation<GetUserAuthFactorsRequest, UserAuthFactorsResponse>
{
    public async Task<UserAuthFactorsResponse> HandleAsync(
        GetUserAuthFactorsRequest request,
        CancellationToken cancellationToken)
    {
        var user = caller.Own();
        var configured = await firstFactors.ConfiguredOfAsync(user, cancellationToken);
        var mfa = MfaOfUser.Of(user);

        return new(user.Username, configured, mfa.Preferred, mfa.Active);
    }
}
