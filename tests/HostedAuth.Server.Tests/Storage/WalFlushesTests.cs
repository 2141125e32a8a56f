using HostedAuth.Core.Groups;
using HostedAuth.Migrations.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Server.Tests.Storage;

/// <summary>On SQLite whoever was answered finds what was written after a power cut: it is brought to the disk before the answer.</summary>
public sealed class WalFlushesTests : IAsyncLifetime, IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly SqliteDatabase _database;

    public WalFlushesTests() => _database = new SqliteDatabase($"Data Source={_file}", TimeProvider.System);

    public static TheoryData<string> Ways =>
        ["a save of one row", "a save of two", "a row that isn't tracked", "a statement with the save", "a statement alone", "a transaction", "a save that waits"];

    public Task InitializeAsync() => _database.MigrateAsync(CancellationToken.None);

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_way_to_write_waits_for_the_disk(string way)
    {
        await AddAsync("first");
        var before = _database.Flushes;

        await WriteAsync(way);

        _database.Flushes.ShouldBe(before + 1);
    }

    [Fact]
    public async Task What_only_reads_or_changes_nothing_waits_for_no_disk()
    {
        await AddAsync("first");
        var before = _database.Flushes;

        await using var context = _database.Open("pool");
        (await context.Groups.CountAsync()).ShouldBe(1);
        (await context.Groups.Where(group => group.Name == "none").ExecuteDeleteAsync()).ShouldBe(0);

        _database.Flushes.ShouldBe(before);
    }

    [Fact]
    public async Task Those_who_commit_at_once_wait_together()
    {
        await AddAsync("first");
        var before = _database.Flushes;

        await Task.WhenAll(Enumerable.Range(0, 200).Select(index => Task.Run(() => AddAsync($"group {index}"))));

        await using var context = _database.Open("pool");
        (await context.Groups.CountAsync()).ShouldBe(201);
        (_database.Flushes - before).ShouldBeInRange(1, 200);
    }

    [Fact]
    public async Task What_cannot_be_brought_to_the_disk_is_not_answered_as_done()
    {
        using var flushes = new WalFlushes(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString(), "gone.db"));

        var one = await Should.ThrowAsync<IOException>(flushes.SettleAsync);
        await Should.ThrowAsync<IOException>(flushes.SettleAsync);

        one.ShouldNotBeNull();
        flushes.Count.ShouldBe(0);
    }

    public async Task DisposeAsync() => await Task.CompletedTask;

    public void Dispose()
    {
        _database.Dispose();
        foreach (var file in (string[])[_file, $"{_file}-wal", $"{_file}-shm"])
        {
            File.Delete(file);
        }
    }

    private async Task WriteAsync(string way)
    {
        await using var context = _database.Open("pool");
        var rename = context.Groups.Where(group => group.Name == "first");
        switch (way)
        {
            case "a save of one row":
                context.Groups.Add(New("second"));
                await context.SaveChangesAsync();
                break;
            case "a save of two":
                context.Groups.AddRange(New("second"), New("third"));
                await context.SaveChangesAsync();
                break;
            case "a row that isn't tracked":
                context.InsertWithSave(New("second"));
                await context.SaveChangesAsync();
                break;
            case "a statement with the save":
                context.RunWithSave(token => rename.ExecuteUpdateAsync(set => set.SetProperty(group => group.Description, "new"), token));
                await context.SaveChangesAsync();
                break;
            case "a statement alone":
                await rename.ExecuteUpdateAsync(set => set.SetProperty(group => group.Description, "new"));
                break;
            case "a transaction":
                await context.InTransactionAsync(() => rename.ExecuteDeleteAsync(), CancellationToken.None);
                break;
            default:
                context.Groups.Add(New("second"));
                context.SaveChanges();
                break;
        }
    }

    private async Task AddAsync(string name)
    {
        await using var context = _database.Open("pool");
        context.Groups.Add(New(name));
        await context.SaveChangesAsync();
    }

    private static Group New(string name) => new()
    {
        PoolId = "pool",
        Name = name,
        CreatedAt = DateTimeOffset.UnixEpoch,
        ModifiedAt = DateTimeOffset.UnixEpoch,
    };
}
