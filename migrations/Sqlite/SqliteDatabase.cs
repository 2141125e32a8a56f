using System.Collections.Concurrent;
using HostedAuth.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HostedAuth.Migrations.Sqlite;

/// <summary>
/// SQLite: one file, many readers, one writer. Contexts are kept with their connections open and their pragmas set, since
/// opening costs more than most of the work.
/// </summary>
public sealed class SqliteDatabase : Database, IDisposable
{
    private const int KeptContexts = 64;
    private const string WithinCommit = "PRAGMA synchronous=FULL;";
    private const string OnceSettled = "PRAGMA synchronous=NORMAL;";
    private const int Corrupt = 11;
    private const int Constraint = 19;
    private const int NoDatabase = 26;
    private const int ConstraintPrimaryKey = 1555;
    private const int ConstraintUnique = 2067;
    private static readonly int[] UnavailableCodes = [5 /* busy */, 6 /* locked */, 8 /* read-only */, 10 /* I/O */, 13 /* full */, 14 /* can't open */];
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentBag<HostedAuthDbContext> _kept = [];
    private readonly WalFlushes _turn;
    private readonly IInterceptor[] _interceptors = [new TurnOfStatements(), new KeptStatements()];
    private readonly string _connectionString;
    private readonly TimeProvider _time;

    /// <param name="connectionString">Of Microsoft.Data.Sqlite; <c>Data Source</c> names the file.</param>
    /// <param name="time">The clock.</param>
    public SqliteDatabase(string connectionString, TimeProvider time)
    {
        _time = time;
        var builder = new SqliteConnectionStringBuilder(connectionString) { Pooling = false, ForeignKeys = false };
        _connectionString = builder.ConnectionString;
        var path = Path.GetFullPath(builder.DataSource);
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            DataFolder.Create(folder);
        }

        _turn = new WalFlushes(path);
    }

    /// <summary>How often the log was brought to the disk.</summary>
    internal int Flushes => _turn.Count;

    public override HostedAuthDbContext Open(string? poolId)
    {
        var context = _kept.TryTake(out var kept) ? kept : Create(OnceSettled);
        return context.Take(poolId, _turn, GiveBack);
    }

    public override async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = Create(WithinCommit);
        await context.Database.MigrateAsync(cancellationToken);
    }

    public override bool IsUniqueViolation(DbUpdateException exception) =>
        exception.InnerException is SqliteException
        {
            SqliteErrorCode: Constraint,
            SqliteExtendedErrorCode: ConstraintPrimaryKey or ConstraintUnique,
        };

    public override bool IsUnavailable(Exception exception) => exception is FlushException
        || ((exception as SqliteException ?? exception.InnerException as SqliteException) is { } failure
            && UnavailableCodes.Contains(failure.SqliteErrorCode));

    public override bool IsDamaged(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: Corrupt or NoDatabase };

    /// <summary>Other processes on the same file look at the clock's row themselves.</summary>
    public override Task NotifyAsync(HostedAuthDbContext context, string poolId, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public override Task WaitForChangeAsync(CancellationToken cancellationToken) =>
        Task.Delay(PollEvery, _time, cancellationToken);

    public void Dispose()
    {
        while (_kept.TryTake(out var context))
        {
            context.Dispose();
        }

        _turn.Dispose();
    }

    /// <param name="durability">When a commit is on the disk.</param>
    private HostedAuthDbContext Create(string durability)
    {
        var options = new DbContextOptionsBuilder<HostedAuthDbContext>()
            .UseSqlite(_connectionString, sqlite => sqlite.MigrationsAssembly(typeof(SqliteDatabase).Assembly.GetName().Name))
            .AddInterceptors(_interceptors)
            .Options;
        var context = new HostedAuthDbContext(options);
        context.Database.OpenConnection();
        context.Database.ExecuteSqlRaw(
            "PRAGMA journal_mode=WAL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=OFF;");
        context.Database.ExecuteSqlRaw(durability);
        return context;
    }

    private void GiveBack(HostedAuthDbContext context)
    {
        if (_kept.Count < KeptContexts)
        {
            _kept.Add(context);
        }
        else
        {
            context.Dispose();
        }
    }
}
