using HostedAuth.Core.Authorization;
using HostedAuth.Core.Housekeeping;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using HostedAuth.Server.Tests.Oidc.Registration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Clients;

/// <summary>What a client leaves behind goes with it, in each way in which clients are deleted.</summary>
public sealed class DeletedClientsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    /// <summary>More than one batch.</summary>
    private const int Sessions = 620;

    [Theory]
    [InlineData("operator")]
    [InlineData("client")]
    [InlineData("housekeeping")]
    public async Task No_row_names_a_client_that_was_deleted_and_none_of_another_is_touched(string by)
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var (deleted, kept) = (await world.RegisteredAsync(), world.App.Client.Id);
        var id = deleted.Text("client_id")!;
        await FillAsync(world.PoolId, id);
        await FillAsync(world.PoolId, kept);

        await DeleteAsync(world, deleted, by);
        await RunAsync("deleted-clients");

        (await CountAsync(world.PoolId, id)).ShouldBe(["deleted_clients 1"]);
        (await CountAsync(world.PoolId, kept)).ShouldBe(
        [
            "app_clients 1",
            "consents 1",
            "device_authorizations 1",
            "kept_codes 1",
            "pushed_requests 1",
            $"token_sessions {Sessions}",
        ]);
    }

    [Fact]
    public async Task What_a_request_on_its_way_wrote_goes_too_and_then_the_client_is_forgotten()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var client = await world.RegisteredAsync();
        var id = client.Text("client_id")!;
        await DeleteAsync(world, client, "operator");
        await RunAsync("deleted-clients");
        await FillAsync(world.PoolId, id);

        server.Clock.Advance(TimeSpan.FromMinutes(11));
        await RunAsync("deleted-clients");

        (await CountAsync(world.PoolId, id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_consent_for_a_deleted_client_is_listed_no_more_from_the_moment_of_its_deletion()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var client = await world.RegisteredAsync();
        await FillAsync(world.PoolId, client.Text("client_id")!);
        (await ConsentsAsync(world.PoolId)).ShouldBe(1);

        await DeleteAsync(world, client, "operator");

        (await ConsentsAsync(world.PoolId)).ShouldBe(0);
    }

    private async Task DeleteAsync(RegistrationWorld world, Answer client, string by)
    {
        var id = client.Text("client_id");
        switch (by)
        {
            case "operator":
                (await server.CallAsync("DeleteUserPoolClient", new { UserPoolId = world.PoolId, ClientId = id })).ShouldSucceed();
                return;
            case "client":
                (await world.ManageAsync(HttpMethod.Delete, id, client.Text("registration_access_token"))).Status.ShouldBe(204);
                return;
            default:
                server.Clock.Advance(TimeSpan.FromDays(4));
                await RunAsync("unused-clients");
                return;
        }
    }

    private Task<int> ConsentsAsync(string pool) => server.InPoolAsync(pool, async services =>
        (await services.GetRequiredService<Consents>().ListAsync("ada", CancellationToken.None)).Count);

    private async Task RunAsync(string chore)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IChore>().Single(one => one.Name == chore).RunAsync(CancellationToken.None);
    }

    /// <summary>A row of each kind that names a client, and sessions with their chains.</summary>
    private Task<bool> FillAsync(string pool, string client) => server.InPoolAsync(pool, async services =>
    {
        var context = services.GetRequiredService<HostedAuthDbContext>();
        var now = server.Clock.GetUtcNow();
        var (id, later) = (Guid.NewGuid(), now.AddDays(30));
        context.Add(new Consent { PoolId = pool, UserId = "ada", ClientId = client, GrantedAt = now });
        context.Add(new KeptCode
        {
            PoolId = pool,
            Hash = id.ToByteArray(),
            ClientId = client,
            UserId = "ada",
            Content = "sealed",
            ExpiresAt = later,
        });
        context.Add(new PushedRequest { PoolId = pool, Hash = id.ToByteArray(), ClientId = client, SealedParameters = [], ExpiresAt = later });
        context.Add(new DeviceAuthorization
        {
            PoolId = pool,
            DeviceCodeHash = id.ToByteArray(),
            UserCodeHash = id.ToByteArray(),
            ClientId = client,
            IntervalSeconds = 5,
            CreatedAt = now,
            ExpiresAt = later,
        });
        for (var i = 0; i < Sessions; i++)
        {
            var session = Guid.NewGuid().ToString();
            context.Add(new TokenSession
            {
                PoolId = pool,
                Id = session,
                UserId = "ada",
                EventId = session,
                ClientId = client,
                AuthenticatedAt = now,
                CreatedAt = now,
                ExpiresAt = later,
            });
        }

        await context.SaveChangesAsync();
        return true;
    });

    /// <summary>Counts rows in every table that names clients, so that one added later is not forgotten.</summary>
    private async Task<IReadOnlyList<string>> CountAsync(string pool, string client)
    {
        await using var context = server.Services.GetRequiredService<Database>().Open(pool);
        var counts = new List<string>();
        foreach (var table in context.Model.GetEntityTypes().Where(entity => entity.FindProperty("ClientId") is not null))
        {
            var column = table.FindProperty("ClientId")!.GetColumnName();
            var sql = $"""SELECT COUNT(*) AS "Value" FROM "{table.GetTableName()}" WHERE "{column}" = '{client}'""";
            var count = await context.Database.SqlQueryRaw<long>(sql).SingleAsync();
            if (count > 0)
            {
                counts.Add($"{table.GetTableName()} {count}");
            }
        }

        return [.. counts.Order(StringComparer.Ordinal)];
    }
}
