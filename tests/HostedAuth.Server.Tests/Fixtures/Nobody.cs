using HostedAuth.Core.SignIn;
using HostedAuth.Core.SignIn.Challenges;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Fixtures;

/// <summary>Names that nobody has.</summary>
internal static class Nobody
{
    /// <summary>The first of some names that is offered what the user is; there are such names for whatever a user has.</summary>
    /// <param name="server">The server.</param>
    /// <param name="poolId">The pool.</param>
    /// <param name="user">The user.</param>
    /// <param name="nameOf">Makes a name of a number; <c>nobody1</c> and so on when null.</param>
    public static Task<string> LikeAsync(
        this HostedAuthServer server,
        string poolId,
        string user,
        Func<int, string>? nameOf = null) => server.InPoolAsync(poolId, async services =>
        {
            var (claimants, ways) = (services.GetRequiredService<Claimants>(), services.GetRequiredService<FirstFactors>());
            var wanted = await OfferedAsync(user);
            // One name in two hundred is offered the rarest choice: this many leave no room for bad luck.
            for (var number = 1; number <= 10_000; number++)
            {
                var name = nameOf?.Invoke(number) ?? $"nobody{number}";
                if ((await OfferedAsync(name)).SequenceEqual(wanted))
                {
                    return name;
                }
            }

            throw new ShouldAssertException($"No unknown name is offered {string.Join(", ", wanted)}.");

            async Task<IReadOnlyList<string>> OfferedAsync(string name) => await ways.OfAsync(
                await claimants.FindAsync(name, CancellationToken.None), CancellationToken.None);
        });
}
