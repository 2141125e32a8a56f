using HostedAuth.CognitoApi.Protocol;

namespace HostedAuth.CognitoApi.Operations.Groups;

/// <param name="UserPoolId">The pool.</param>
/// <param name="GroupName">Its name; case counts.</param>
/// <param name="Description">For people.</param>
/// <param name="RoleArn">Goes into <c>cognito:roles</c>.</param>
/// <param name="Precedence">0 is first, absent is last.</param>
public sealed record CreateGroupRequest(
    string UserPoolId,
    string GroupName,
    string? Description,
    string? RoleArn,
    int? Precedence) : IPoolRequest;

public sealed record CreateGroupResponse(GroupType Group);

/// <summary>Makes a group. Refuses with GroupExists or LimitExceeded.</summary>
internal sealed class CreateGroup(Core.Groups.Groups groups) : ICognitoOperation<CreateGroupRequest, CreateGroupResponse>
{
    public async Task<CreateGroupResponse> HandleAsync(CreateGroupRequest request, CancellationToken cancellationToken)
    {
        var group = await groups.CreateAsync(
            request.GroupName,
            request.Description,
            request.Precedence,
            request.RoleArn,
            cancellationToken);

        return new(GroupType.Of(group));
    }
}
