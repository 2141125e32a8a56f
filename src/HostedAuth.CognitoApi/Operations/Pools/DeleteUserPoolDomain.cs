using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Domains;

namespace HostedAuth.CognitoApi.Operations.Pools;

public sealed record DeleteUserPoolDomainRequest(string UserPoolId, string Domain) : IPoolRequest;

/// <summary>Takes a domain from a user pool. Refuses with InvalidParameter when the pool doesn't have it.</summary>
internal sealed class DeleteUserPoolDomain(Domains domains) : ICognitoOperation<DeleteUserPoolDomainRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(DeleteUserPoolDomainRequest request, CancellationToken cancellationToken)
    {
        await domains.DeleteAsync(request.Domain, cancellationToken);

        return NoContent.Instance;
    }
}
