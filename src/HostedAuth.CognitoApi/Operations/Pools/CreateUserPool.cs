using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.CognitoApi.Operations.Pools;

public sealed record CreateUserPoolRequest : UserPoolSettings
{
    public required string PoolName { get; init; }

    public IReadOnlyList<SchemaAttribute>? Schema { get; init; }

    public IReadOnlyDictionary<string, string>? UserPoolTags { get; init; }
}

public sealed record CreateUserPoolResponse(UserPoolType UserPool);

/// <summary>Makes a user pool in the region that signed the call. Refuses with InvalidParameter or UserPoolTagging.</summary>
internal sealed class CreateUserPool(UserPools pools, Caller caller)
    : ICognitoOperation<CreateUserPoolRequest, CreateUserPoolResponse>
{
    public async Task<CreateUserPoolResponse> HandleAsync(
        CreateUserPoolRequest request,
        CancellationToken cancellationToken)
    {
        var pool = await pools.CreateAsync(
            new NewUserPool
            {
                Name = request.PoolName,
                Region = caller.Region,
                Settings = request,
                Schema = request.Schema,
                Tags = request.UserPoolTags,
            },
            cancellationToken);

        return new(new UserPoolType(pool, domains: [], users: 0));
    }
}
