using HostedAuth.CognitoApi.Protocol;

namespace HostedAuth.CognitoApi.Operations.Groups;

public sealed record DeleteGroupRequest(string UserPoolId, string GroupName) : IPoolRequest;

/// <summary>Deletes a group; its users stay. Refuses with ResourceNotFound.</summary>
internal sealed class DeleteGroup(Core.Groups.Groups groups) : ICognitoOperation<DeleteGroupRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(DeleteGroupRequest request, CancellationToken cancellationToken)
    {
        await groups.DeleteAsync(request.GroupName, cancellationToken);

        return NoContent.Instance;
    }
}
