using HostedAuth.CognitoApi.Protocol;

namespace HostedAuth.CognitoApi.Operations.Groups;

/// <inheritdoc cref="CreateGroupRequest"/>
public sealed record UpdateGroupRequest(
    string UserPoolId,
    string GroupName,
    string? Description,
    string? RoleArn,
    int? Precedence) : IPoolRequest;

public sealed record UpdateGroupResponse(GroupType Group);

/// <summary>Changes what is given of a group; what is absent stays. Refuses with ResourceNotFound.</summary>
internal sealed class UpdateGroup(Core.Groups.Groups groups) : ICognitoOperation<UpdateGroupRequest, UpdateGroupResponse>
{
    public async Task<UpdateGroupResponse> HandleAsync(UpdateGroupRequest request, CancellationToken cancellationToken)
    {
        var group = await groups.UpdateAsync(
            request.GroupName,
            request.Description,
            request.Precedence,
            request.RoleArn,
            cancellationToken);

        return new(GroupType.Of(group));
    }
}
