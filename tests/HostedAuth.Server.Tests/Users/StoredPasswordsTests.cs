using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.CognitoApi.Operations.Users;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static HostedAuth.Server.Tests.CognitoApi.Operations.Users.UserCalls;

namespace HostedAuth.Server.Tests.Users;

/// <summary>What is kept of a password.</summary>
public sealed class StoredPasswordsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_hash_of_a_lower_cost_is_renewed_at_sign_in()
    {
        var pool = await server.CreatePoolAsync();
        var client = await server.CreateClientAsync(pool);
        await server.ConfirmedUserAsync(pool, "alice");
        var cheap = new PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = 10 }))
            .HashPassword(null!, Password);
        await using var context = server.Services.GetRequiredService<Database>().Open(pool);
        await context.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.PasswordHash, cheap));

        (await server.SignInAsync(client.Id, "alice", Password)).ShouldSucceed();

        (await context.Users.AsNoTracking().SingleAsync()).PasswordHash.ShouldNotBe(cheap);
        (await server.SignInAsync(client.Id, "alice", Password)).ShouldSucceed();
    }

    [Theory]
    [InlineData("on", true)]
    [InlineData("off", false)]
    public async Task An_SRP_verifier_is_kept_sealed_unless_the_pool_has_it_off(string tag, bool kept)
    {
        var pool = await server.CreatePoolAsync(new
        {
            UserPoolTags = new Dictionary<string, string> { ["hostedauth:srp"] = tag },
        });
        await server.ConfirmedUserAsync(pool, "alice");

        await using var scope = await EnterAsync(pool);
        var user = await scope.ServiceProvider.GetRequiredService<UserDirectory>()
            .FindAsync("alice", CancellationToken.None);
        var opened = scope.ServiceProvider.GetRequiredService<Passwords>().OpenSrpVerifier(user!);

        (opened is not null).ShouldBe(kept);
        opened?.Salt.Length.ShouldBe(16);
        opened?.Verifier.Length.ShouldBeInRange(380, 384);
    }

    [Fact]
    public async Task Identitys_user_manager_sees_one_pool_by_its_rules()
    {
        var (pool, other) = (await server.CreatePoolAsync(), await server.CreatePoolAsync());
        await server.ConfirmedUserAsync(pool, "alice");
        await using var here = await EnterAsync(pool);
        await using var there = await EnterAsync(other);
        var manager = here.ServiceProvider.GetRequiredService<UserManager<User>>();

        var alice = await manager.FindByNameAsync("ALICE");
        var changed = await manager.ChangePasswordAsync(alice!, Password, "An0ther!one");
        var weak = await manager.ChangePasswordAsync(alice!, "An0ther!one", "weak");

        changed.Succeeded.ShouldBeTrue();
        weak.Errors.Single().Description.ShouldBe("Password not long enough");
        (await manager.CheckPasswordAsync(alice!, "An0ther!one")).ShouldBeTrue();
        (await there.ServiceProvider.GetRequiredService<UserManager<User>>().FindByNameAsync("alice")).ShouldBeNull();
    }

    private async Task<AsyncServiceScope> EnterAsync(string pool)
    {
        var scope = server.Services.CreateAsyncScope();
        var snapshot = await server.Services.GetRequiredService<PoolDirectory>().FindAsync(pool, CancellationToken.None);
        scope.ServiceProvider.GetRequiredService<PoolScope>().Enter(snapshot!);
        return scope;
    }
}
