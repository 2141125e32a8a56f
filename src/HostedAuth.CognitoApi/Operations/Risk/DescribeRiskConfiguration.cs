using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Risk;

namespace HostedAuth.CognitoApi.Operations.Risk;

/// <param name="ClientId">Absent: the pool's.</param>
public sealed record DescribeRiskConfigurationRequest(string UserPoolId, string? ClientId) : IPoolRequest;

public sealed record DescribeRiskConfigurationResponse(RiskConfigurationType RiskConfiguration);

/// <summary>
/// Tells what a pool or client makes of risks. Refuses with UserPoolAddOnNotEnabledException and ResourceNotFoundException.
/// </summary>
internal sealed class DescribeRiskConfiguration(RiskConfigurations configurations)
    : ICognitoOperation<DescribeRiskConfigurationRequest, DescribeRiskConfigurationResponse>
{
    public Task<DescribeRiskConfigurationResponse> HandleAsync(
        DescribeRiskConfigurationRequest request,
        CancellationToken cancellationToken) =>
        Task.FromResult<DescribeRiskConfigurationResponse>(new(RiskConfigurationType.Of(
            request.UserPoolId, request.ClientId, configurations.Describe(request.ClientId))));
}
