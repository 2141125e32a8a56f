using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Groups;

public sealed record AdminRemoveUserFromGroupRequest(string UserPoolId, string Username, string GroupName) : IPoolRequest;

/// <summary>Takes a user out of a group; who isn't in it is no error. Refuses with UserNotFound or ResourceNotFound.</summary>
internal sealed class AdminRemoveUserFromGroup(UserDirectory users, Core.Groups.Groups groups)
    : ICognitoOperation<AdminRemoveUserFromGroupRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(AdminRemoveUserFromGroupRequest request, CancellationToken cancellationToken)
    {
        var user = await users.RequireAsync(request.Username, cancellationToken);
        await groups.RemoveMemberAsync(request.GroupName, user, cancellationToken);

        return NoContent.Instance;
    }
}
