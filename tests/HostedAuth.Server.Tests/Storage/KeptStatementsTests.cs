using HostedAuth.Core.Groups;
using HostedAuth.Core.Storage;
using HostedAuth.Migrations.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Server.Tests.Storage;

/// <summary>SQLite's prepared statements are kept from one execution to the next.</summary>
public sealed class KeptStatementsTests : IAsyncLifetime, IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly SqliteDatabase _database;

    public KeptStatementsTests() => _database = new SqliteDatabase($"Data Source={_file}", TimeProvider.System);

    public Task InitializeAsync() => _database.MigrateAsync(CancellationToken.None);

    [Fact]
    public async Task A_statement_that_failed_in_the_middle_of_its_batch_runs_again()
    {
        await AddAsync("first");

        var failure = await Should.ThrowAsync<DbUpdateException>(() => AddAsync("second", "first"));
        await AddAsync("third", "fourth");

        _database.IsUniqueViolation(failure).ShouldBeTrue();
        (await NamesAsync()).ShouldBe(["first", "fourth", "third"]);
    }

    [Fact]
    public async Task A_statement_runs_with_the_values_of_this_time()
    {
        await AddAsync("first", "second");

        (await CountAsync("first")).ShouldBe(1);
        (await CountAsync("none")).ShouldBe(0);
        (await CountAsync("second")).ShouldBe(1);
    }

    [Fact]
    public async Task Two_readers_of_one_text_don_t_disturb_each_other()
    {
        await AddAsync("first", "second");
        await using var context = _database.Open("pool");

        var pairs = new List<string>();
        await foreach (var outer in Names(context))
        {
            await foreach (var inner in Names(context))
            {
                pairs.Add($"{outer}-{inner}");
            }
        }

        pairs.ShouldBe(["first-first", "first-second", "second-first", "second-second"]);
    }

    [Fact]
    public async Task A_statement_kept_from_a_transaction_runs_outside_of_it()
    {
        await using (var context = _database.Open("pool"))
        {
            await context.InTransactionAsync(() => Names(context).ToListAsync().AsTask(), CancellationToken.None);
        }

        await AddAsync("first");

        (await NamesAsync()).ShouldBe(["first"]);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _database.Dispose();
        File.Delete(_file);
    }

    private async Task AddAsync(params string[] names)
    {
        await using var context = _database.Open("pool");
        context.Groups.AddRange(names.Select(name => new Group
        {
            PoolId = "pool",
            Name = name,
            CreatedAt = DateTimeOffset.UnixEpoch,
            ModifiedAt = DateTimeOffset.UnixEpoch,
        }));
        await context.SaveChangesAsync();
    }

    private async Task<List<string>> NamesAsync()
    {
        await using var context = _database.Open("pool");
        return await Names(context).ToListAsync();
    }

    private async Task<int> CountAsync(string name)
    {
        await using var context = _database.Open("pool");
        return await context.Groups.CountAsync(group => group.Name == name);
    }

    private static IAsyncEnumerable<string> Names(HostedAuthDbContext context) =>
        context.Groups.OrderBy(group => group.Name).Select(group => group.Name).AsAsyncEnumerable();
}
