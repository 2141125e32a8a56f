using HostedAuth.Core.Sessions;

namespace HostedAuth.CognitoApi.Operations.Sessions;

/// <summary>The response of GetUserPoolClientSessionConfiguration and SetUserPoolClientSessionConfiguration.</summary>
public sealed record UserPoolClientSessionConfiguration(string UserPoolId, string ClientId, ClientSsoSessionConfig SSOSession)
{
    public static UserPoolClientSessionConfiguration Of(string poolId, string clientId, ClientSessionRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return new(poolId, clientId, new(rules.MaxValidityMinutes));
    }
}

/// <param name="MaxValidityMinutes">0 to 129,600; 0 asks everybody to sign in.</param>
public sealed record ClientSsoSessionConfig(int MaxValidityMinutes);
