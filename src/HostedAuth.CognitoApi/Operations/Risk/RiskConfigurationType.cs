using HostedAuth.Core.Risk;

namespace HostedAuth.CognitoApi.Operations.Risk;

/// <summary>A risk configuration on the wire.</summary>
/// <param name="ClientId">Absent for the pool's.</param>
public sealed record RiskConfigurationType(
    string UserPoolId,
    string? ClientId,
    CompromisedCredentialsRiskConfiguration? CompromisedCredentialsRiskConfiguration,
    AccountTakeoverRiskConfiguration? AccountTakeoverRiskConfiguration,
    RiskExceptionConfiguration? RiskExceptionConfiguration,
    DateTimeOffset? LastModifiedDate)
{
    public static RiskConfigurationType Of(string poolId, string? clientId, RiskSettings? settings) => new(
        poolId,
        clientId,
        settings?.CompromisedCredentials,
        settings?.AccountTakeover,
        settings?.Exceptions,
        settings?.ModifiedAt);
}
