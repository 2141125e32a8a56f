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

    private readonly NpgsqlDataSource _source;
    private readonly PooledDbContextFactory<HostedAuthDbContext> _contexts;
    private NpgsqlConnection? _listener;

    /// <param name="connectionString">Of Npgsql.</param>
    public PostgreSqlDatabase(string connectionString)
    {
        _source = new NpgsqlDataSourceBuilder(connectionString).Build();
        var options = new DbContextOptionsBuilder<HostedAuthDbContext>()
            .UseNpgsql(
                _source,
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
        catch (NpgsqlException)
        {
            await StopListeningAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopListeningAsync();
        await _source.DisposeAsync();
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        if (_listener is not null)
        {
            return;
        }

        var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var listen = new NpgsqlCommand($"LISTEN {Channel}", connection);
        await listen.ExecuteNonQueryAsync(cancellationToken);
        _listener = connection;
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
