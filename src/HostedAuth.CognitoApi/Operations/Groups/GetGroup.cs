using HostedAuth.CognitoApi.Protocol;

namespace HostedAuth.CognitoApi.Operations.Groups;

public sealed record GetGroupRequest(string UserPoolId, string GroupName) : IPoolRequest;

public sealed record GetGroupResponse(GroupType Group);

/// <summary>Tells about a group. Refuses with ResourceNotFound.</summary>
internal sealed class GetGroup(Core.Groups.Groups groups) : ICognitoOperation<GetGroupRequest, GetGroupResponse>
{
    public async Task<GetGroupResponse> HandleAsync(GetGroupRequest request, CancellationToken cancellationToken) =>
        new(GroupType.Of(await groups.FindAsync(request.GroupName, cancellationToken)));
}
