using HostedAuth.Core.Sessions;

namespace HostedAuth.CognitoApi.Operations.Sessions;

/// <summary>The response of GetUserPoolSessionConfiguration and SetUserPoolSessionConfiguration.</summary>
/// <param name="UserSessionTracking">ENABLED or DISABLED.</param>
public sealed record UserPoolSessionConfiguration(
    string UserPoolId,
    string UserSessionTracking,
    UserPoolTokenSessionConfig TokenSession)
{
    public static UserPoolSessionConfiguration Of(string poolId, PoolSessionRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return new(poolId, rules.UserSessionTracking, new(rules.MaxPerUser));
    }
}

/// <param name="MaxPerUser">1 to 100.</param>
public sealed record UserPoolTokenSessionConfig(int MaxPerUser);
