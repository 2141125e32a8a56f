using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Sessions;

namespace HostedAuth.CognitoApi.Operations.Sessions;

/// <param name="UserPoolId">The pool.</param>
/// <param name="UserSessionTracking">ENABLED or DISABLED.</param>
/// <param name="TokenSession">How many sessions.</param>
public sealed record SetUserPoolSessionConfigurationRequest(
    string UserPoolId,
    string UserSessionTracking,
    UserPoolTokenSessionConfig TokenSession) : IPoolRequest;

/// <summary>Sets how many token sessions a user may have: at the next sign-in the oldest ones end.</summary>
internal sealed class SetUserPoolSessionConfiguration(SessionConfigurations configurations)
    : ICognitoOperation<SetUserPoolSessionConfigurationRequest, UserPoolSessionConfiguration>
{
    public async Task<UserPoolSessionConfiguration> HandleAsync(
        SetUserPoolSessionConfigurationRequest request,
        CancellationToken cancellationToken)
    {
        var rules = new PoolSessionRules(request.UserSessionTracking, request.TokenSession.MaxPerUser);
        await configurations.SetAsync(rules, cancellationToken);

        return UserPoolSessionConfiguration.Of(request.UserPoolId, rules);
    }
}
