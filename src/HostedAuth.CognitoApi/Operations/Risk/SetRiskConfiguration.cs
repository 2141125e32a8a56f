using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Risk;

namespace HostedAuth.CognitoApi.Operations.Risk;

/// <param name="ClientId">Absent: for all clients of the pool that have none of their own.</param>
public sealed record SetRiskConfigurationRequest(
    string UserPoolId,
    string? ClientId,
    CompromisedCredentialsRiskConfiguration? CompromisedCredentialsRiskConfiguration,
    AccountTakeoverRiskConfiguration? AccountTakeoverRiskConfiguration,
    RiskExceptionConfiguration? RiskExceptionConfiguration) : IPoolRequest;

public sealed record SetRiskConfigurationResponse(RiskConfigurationType RiskConfiguration);

/// <summary>
/// Replaces what a pool or client makes of risks; one that names no part is taken away. Refuses with
/// UserPoolAddOnNotEnabledException, ResourceNotFoundException and InvalidParameterException.
/// </summary>
internal sealed class SetRiskConfiguration(RiskConfigurations configurations)
    : ICognitoOperation<SetRiskConfigurationRequest, SetRiskConfigurationResponse>
{
    public async Task<SetRiskConfigurationResponse> HandleAsync(
        SetRiskConfigurationRequest request,
        CancellationToken cancellationToken)
    {
        var settings = await configurations.SetAsync(
            request.ClientId,
            request.AccountTakeoverRiskConfiguration,
            request.CompromisedCredentialsRiskConfiguration,
            request.RiskExceptionConfiguration,
            cancellationToken);

        return new(RiskConfigurationType.Of(request.UserPoolId, request.ClientId, settings));
    }
}
