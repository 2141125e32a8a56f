using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace HostedAuth.Migrations.PostgreSql;

/// <summary>PostgreSQL 15 or later: many nodes on one database.</summary>
public sealed class PostgreSqlDatabase : Database, IAsyncDisposable
{
    private const string Channel = "hostedauth_configuration";
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(5);

    private readonly string _connectionString;
    private readonly PooledDbContextFactory<HostedAuthDbContext> _contexts;
    private NpgsqlConnection? _listener;

    /// <param name="connectionString">Of Npgsql.</param>
    /// <exception cref="ArgumentException">It can't be read.</exception>
    public PostgreSqlDatabase(string connectionString)
    {
        _connectionString = connectionString;
        // Read now, since what complains of it later would repeat a piece of it.
        _ = new NpgsqlConnectionStringBuilder(connectionString);
        // Not a data source: EF Core would keep a model and translated queries of its own for each one in the process.
        var options = new DbContextOptionsBuilder<HostedAuthDbContext>()
            .UseNpgsql(
                connectionString,
                npgsql => npgsql.MigrationsAssembly(typeof(PostgreSqlDatabase).Assembly.GetName().Name))
            .Options;
        _contexts = new PooledDbContextFactory<HostedAuthDbContext>(options);
    }

    public override HostedAuthDbContext Open(string? poolId) => _contexts.CreateDbContext().Take(poolId);

    public override async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = Open(poolId: null);
        await context.Database.MigrateAsync(cancellationToken);
    }

    public override bool IsUniqueViolation(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override bool IsUnavailable(Exception exception) =>
        (exception as NpgsqlException ?? exception.InnerException as NpgsqlException) switch
        {
            PostgresException { SqlState: var state } => state.StartsWith("57P", StringComparison.Ordinal)
                || state is PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.DiskFull,
            { } => true,
            null => false,
        };

    public override bool IsDamaged(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted };

    public override Task NotifyAsync(HostedAuthDbContext context, string poolId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, {poolId})", cancellationToken);
    }

    public override async Task WaitForChangeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ListenAsync(cancellationToken);
            await _listener!.WaitAsync(PollEvery, cancellationToken);
        }
        catch
        {
            await StopListeningAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopListeningAsync();
        await using var ofPool = new NpgsqlConnection(_connectionString);
        NpgsqlConnection.ClearPool(ofPool);
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        if (_listener is not null)
        {
            return;
        }

        _listener = new NpgsqlConnection(_connectionString);
        await _listener.OpenAsync(cancellationToken);
        await using var listen = new NpgsqlCommand($"LISTEN {Channel}", _listener);
        await listen.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task StopListeningAsync()
    {
        if (_listener is { } listener)
        {
            _listener = null;
            await listener.DisposeAsync();
        }
    }
}
