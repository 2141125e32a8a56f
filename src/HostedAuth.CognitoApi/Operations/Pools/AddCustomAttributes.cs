using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.CognitoApi.Operations.Pools;

public sealed record AddCustomAttributesRequest(string UserPoolId, IReadOnlyList<SchemaAttribute> CustomAttributes)
    : IPoolRequest;

/// <summary>Adds attributes to the schema, for good. Refuses with InvalidParameter.</summary>
internal sealed class AddCustomAttributes(UserPools pools) : ICognitoOperation<AddCustomAttributesRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(AddCustomAttributesRequest request, CancellationToken cancellationToken)
    {
        await pools.AddCustomAttributesAsync(request.CustomAttributes, cancellationToken);

        return NoContent.Instance;
    }
}
