using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Mfa;

public sealed record AdminGetUserAuthFactorsRequest(string UserPoolId, string Username) : IPoolRequest;

/// <summary>As GetUserAuthFactors, of any user. Refuses with UserNotFound.</summary>
internal sealed class AdminGetUserAuthFactors(FirstFactors firstFactors, UserDirectory users)
    : ICognitoOperation<AdminGetUserAuthFactorsRequest, UserAuthFactorsResponse>
{
    public async Task<UserAuthFactorsResponse> HandleAsync(
        AdminGetUserAuthFactorsRequest request,
        CancellationToken cancellationToken)
    {
        var user = await users.RequireToReadAsync(request.Username, cancellationToken);
        var configured = await firstFactors.ConfiguredOfAsync(user, cancellationToken);
        var mfa = MfaOfUser.Of(user);

        return new(user.Username, configured, mfa.Preferred, mfa.Active);
    }
}
