using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens.Keys;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.CognitoApi.Conformance;

internal static partial class SampleCalls
{
    private static readonly Dictionary<string, Func<SampleWorld, Task<object>>> KeyCalls = new()
    {
        ["RotateUserPoolSigningKeys"] = async w =>
        {
            var poolId = await w.CreatePoolAsync();
            var published = w.Clock.GetUtcNow() - KeyRotation.LeadTime;
            await w.InPoolAsync(poolId, services => services.GetRequiredService<HostedAuthDbContext>().SigningKeys
                .ExecuteUpdateAsync(set => set.SetProperty(key => key.CreatedAt, published)));
            return new { UserPoolId = poolId };
        },
    };
}
