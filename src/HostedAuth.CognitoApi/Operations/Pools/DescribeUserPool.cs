using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Pools;

public sealed record DescribeUserPoolRequest(string UserPoolId) : IPoolRequest;

public sealed record DescribeUserPoolResponse(UserPoolType UserPool);

/// <summary>Tells everything about a user pool.</summary>
internal sealed class DescribeUserPool(HostedAuthDbContext context, PoolScope scope, UserCounts users)
    : ICognitoOperation<DescribeUserPoolRequest, DescribeUserPoolResponse>
{
    public async Task<DescribeUserPoolResponse> HandleAsync(
        DescribeUserPoolRequest request,
        CancellationToken cancellationToken)
    {
        var count = await users.EstimateAsync(context, cancellationToken);

        return new(new UserPoolType(scope.Pool.Pool, scope.Pool.Domains, count));
    }
}
