using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Groups;

public sealed record AdminAddUserToGroupRequest(string UserPoolId, string Username, string GroupName) : IPoolRequest;

/// <summary>
/// Puts a user into a group; again is no error. Refuses with UserNotFound, ResourceNotFound or InvalidParameter.
/// </summary>
internal sealed class AdminAddUserToGroup(UserDirectory users, Core.Groups.Groups groups)
    : ICognitoOperation<AdminAddUserToGroupRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(AdminAddUserToGroupRequest request, CancellationToken cancellationToken)
    {
        var user = await users.RequireAsync(request.Username, cancellationToken);
        await groups.AddMemberAsync(request.GroupName, user, cancellationToken);

        return NoContent.Instance;
    }
}
