using HostedAuth.Core.Housekeeping;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.UserPools;

public sealed class DeletedPoolsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Housekeeping_leaves_no_row_of_a_deleted_pool_and_none_of_another_is_touched()
    {
        var kept = await FillAsync();
        var deleted = await FillAsync();
        (await server.CallAsync("DeleteUserPool", new { UserPoolId = deleted })).ShouldSucceed();

        await RunChoreAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(11));
        await RunChoreAsync();

        (await CountAsync(deleted)).ShouldBe(0);
        (await CountAsync(kept)).ShouldBeGreaterThan(5);
        await using var context = server.Services.GetRequiredService<Database>().Open(poolId: null);
        (await context.DeletedPools.AnyAsync()).ShouldBeFalse();
    }

    private async Task<string> FillAsync()
    {
        var pool = await server.CreatePoolAsync();
        var client = await server.CreateClientAsync(pool);
        await server.CallAsync("CreateGroup", new { UserPoolId = pool, GroupName = "a" });
        await server.CallAsync("AdminCreateUser", new { UserPoolId = pool, Username = "ada", MessageAction = "SUPPRESS" });
        await server.CallAsync("AdminAddUserToGroup", new { UserPoolId = pool, GroupName = "a", Username = "ada" });
        await server.CallAsync(
            "AdminSetUserPassword",
            new { UserPoolId = pool, Username = "ada", Password = "Passw0rd!", Permanent = true });
        var signIn = await server.CallPublicAsync("InitiateAuth", new
        {
            ClientId = client.Id,
            AuthFlow = "USER_PASSWORD_AUTH",
            AuthParameters = new { USERNAME = "ada", PASSWORD = "Passw0rd!" },
        });
        signIn.ShouldSucceed();
        await server.CallPublicAsync("ChangePassword", new
        {
            AccessToken = signIn.Text("AuthenticationResult.AccessToken"),
            PreviousPassword = "Wr0ng-one!",
            ProposedPassword = "An0ther-one!",
        });
        return pool;
    }

    private async Task RunChoreAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IChore>().Single(chore => chore.Name == "deleted-pools")
            .RunAsync(CancellationToken.None);
    }

    /// <summary>Counts the pool's rows in every table that has any pool's, so that a table added later is not forgotten.</summary>
    private async Task<long> CountAsync(string pool)
    {
        await using var context = server.Services.GetRequiredService<Database>().Open(pool);
        var count = 0L;
        foreach (var table in context.Model.GetEntityTypes().Where(entity => entity.FindProperty("PoolId") is not null))
        {
            var column = table.FindProperty("PoolId")!.GetColumnName();
            var sql = $"""SELECT COUNT(*) AS "Value" FROM "{table.GetTableName()}" WHERE "{column}" = '{pool}'""";
            count += await context.Database.SqlQueryRaw<long>(sql).SingleAsync();
        }

        return count;
    }
}
