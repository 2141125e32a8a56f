using HostedAuth.Core.Authorization;
using HostedAuth.Core.Users;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Fixtures;

/// <summary>People who have allowed clients something.</summary>
internal static class Consenting
{
    /// <summary>As if the page had asked them.</summary>
    public static Task AllowAsync(this HostedAuthServer server, string poolId, string name, string clientId, Allowance allowance) =>
        server.InPoolAsync(poolId, async services =>
        {
            var user = await services.GetRequiredService<UserDirectory>().FindAsync(name, CancellationToken.None);
            await services.GetRequiredService<Consents>().RememberAsync(
                user.ShouldNotBeNull().Id, clientId, allowance, flow: null, CancellationToken.None);
            return true;
        });
}
