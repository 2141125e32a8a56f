namespace HostedAuth.Server.Tests.CognitoApi.Conformance;

// Groups.
internal static partial class SampleCalls
{
    private static readonly Dictionary<string, Func<SampleWorld, Task<object>>> GroupCalls = new()
    {
        ["AdminAddUserToGroup"] = async w =>
            new { UserPoolId = w.PoolId, Username = await w.NewUserAsync(), GroupName = await w.NewGroupAsync() },
        ["AdminListGroupsForUser"] = async w =>
        {
            var name = await w.NewUserAsync();
            await w.NewGroupAsync(name);
            return new { UserPoolId = w.PoolId, Username = name };
        },
        ["AdminRemoveUserFromGroup"] = async w =>
        {
            var name = await w.NewUserAsync();
            return new { UserPoolId = w.PoolId, Username = name, GroupName = await w.NewGroupAsync(name) };
        },
        ["CreateGroup"] = Of(w => new { UserPoolId = w.PoolId, GroupName = SampleWorld.NewName(), Precedence = 1 }),
        ["DeleteGroup"] = OfGroup(),
        ["GetGroup"] = OfGroup(),
        ["ListGroups"] = Of(w => new { UserPoolId = w.PoolId, Limit = 10 }),
        ["ListUsersInGroup"] = async w =>
            new { UserPoolId = w.PoolId, GroupName = await w.NewGroupAsync(await w.NewUserAsync()), Limit = 10 },
        ["UpdateGroup"] = OfGroup(),
    };

    private static Func<SampleWorld, Task<object>> OfGroup() =>
        async w => new { UserPoolId = w.PoolId, GroupName = await w.NewGroupAsync() };
}
