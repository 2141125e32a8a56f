using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Sessions;

namespace HostedAuth.CognitoApi.Operations.Sessions;

public sealed record SetUserPoolClientSessionConfigurationRequest(
    string UserPoolId,
    string ClientId,
    ClientSsoSessionConfig SSOSession) : IPoolRequest;

/// <summary>Sets for how long a browser that signed in isn't asked again by this client. Refuses with ResourceNotFound.</summary>
internal sealed class SetUserPoolClientSessionConfiguration(SessionConfigurations configurations)
    : ICognitoOperation<SetUserPoolClientSessionConfigurationRequest, UserPoolClientSessionConfiguration>
{
    public async Task<UserPoolClientSessionConfiguration> HandleAsync(
        SetUserPoolClientSessionConfigurationRequest request,
        CancellationToken cancellationToken)
    {
        var rules = new ClientSessionRules(request.SSOSession.MaxValidityMinutes);
        await configurations.SetAsync(request.ClientId, rules, cancellationToken);

        return UserPoolClientSessionConfiguration.Of(request.UserPoolId, request.ClientId, rules);
    }
}
