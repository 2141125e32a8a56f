using HostedAuth.Core.Authorization;
using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.CognitoApi.Conformance;

// Of what people have allowed clients.
internal static partial class SampleCalls
{
    private static readonly Dictionary<string, Func<SampleWorld, Task<object>>> ConsentCalls = new()
    {
        ["AdminListUserConsents"] = async w => new { UserPoolId = w.PoolId, Username = await ConsentAsync(w) },
        ["AdminRevokeUserConsent"] = async w =>
            new { UserPoolId = w.PoolId, Username = await ConsentAsync(w), w.ClientId },
    };

    /// <summary>Somebody who has allowed the client something.</summary>
    private static async Task<string> ConsentAsync(SampleWorld world)
    {
        var name = await world.NewUserAsync();
        await world.InPoolAsync(world.PoolId, async services =>
        {
            var users = services.GetRequiredService<UserDirectory>();
            var user = await users.FindAsync(name, CancellationToken.None);
            await services.GetRequiredService<Consents>().RememberAsync(
                user!.Id, world.ClientId, new(null, ["openid", "email"], ["name"]), flow: null, CancellationToken.None);
            return true;
        });
        return name;
    }
}
