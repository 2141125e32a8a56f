using HostedAuth.Core.Deployment;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace HostedAuth.Bench;

/// <summary>What the password hash alone costs: the yardstick of a password sign-in.</summary>
internal static class HashRow
{
    private const int Count = 8;

    public static Row Measure()
    {
        var hasher = new PasswordHasher<object>(Options.Create(
            new PasswordHasherOptions { IterationCount = PasswordHashSettings.Minimum }));
        var hash = hasher.HashPassword(new object(), World.Password);
        return Yardstick.Measure(
            "(one password hash alone)",
            Count,
            () => hasher.VerifyHashedPassword(new object(), hash, World.Password));
    }
}
