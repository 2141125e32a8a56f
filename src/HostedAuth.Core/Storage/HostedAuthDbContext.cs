using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Storage;

/// <summary>
/// The unit of work. It sees the rows of one pool, the one it was opened for; opened for none, it sees no pool's rows.
/// </summary>
public sealed partial class HostedAuthDbContext(DbContextOptions<HostedAuthDbContext> options) : DbContext(options)
{
    /// <summary>The name of the query filter that hides other pools' rows.</summary>
    public const string PoolFilter = "pool";

    private readonly List<Action> _afterCommit = [];
    private WriteTurn? _turn;
    private bool _hasTurn;

    /// <summary>The pool whose rows are visible.</summary>
    public string? PoolId { get; private set; }

    /// <summary>Whether a transaction that writes is the only one.</summary>
    internal bool HasOneWriter => _turn is not null;

    /// <summary>
    /// Runs several statements as one transaction. Keep hashes, triggers and every outbound call out of it: on SQLite it
    /// holds the only writer's turn.
    /// </summary>
    public async Task<T> InTransactionAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (Database.CurrentTransaction is not null)
        {
            return await work();
        }

        T result;
        using (await TakeTurnAsync(cancellationToken))
        {
            await using var transaction = await Database.BeginTransactionAsync(cancellationToken);
            result = await work();
            await transaction.CommitAsync(cancellationToken);
        }

        await SettleThenRunAsync();
        return result;
    }

    /// <inheritdoc cref="InTransactionAsync{T}"/>
    public Task InTransactionAsync(Func<Task> work, CancellationToken cancellationToken) =>
        InTransactionAsync(
            async () =>
            {
                await work();
                return true;
            },
            cancellationToken);

    /// <summary>Returns once what was committed is on the disk, where the database doesn't see to that within the commit.</summary>
    public Task SettleAsync() => _turn?.SettleAsync() ?? Task.CompletedTask;

    /// <summary>Has something done in memory once what is written here is committed; it must not throw.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>Waits for the turn to write, where the database has one writer; entered again by the same context it is a no-op.</summary>
    public async ValueTask<IDisposable?> TakeTurnAsync(CancellationToken cancellationToken)
    {
        if (_turn is null || _hasTurn)
        {
            return null;
        }

        await _turn.WaitAsync(cancellationToken);
        _hasTurn = true;
        return new Turn(this);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Conventions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(HostedAuthDbContext).Assembly);
        Conventions.CompareByBytes(modelBuilder, Database.ProviderName);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => e.FindProperty("PoolId") is not null))
        {
            entity.SetQueryFilter(PoolFilter, Conventions.OfPool(entity.ClrType, this));
        }
    }

    /// <summary>What was committed is seen by all, even where it can't be brought to the disk.</summary>
    private async Task SettleThenRunAsync()
    {
        try
        {
            await SettleAsync();
        }
        finally
        {
            RunAfterCommit();
        }
    }

    private void RunAfterCommit()
    {
        foreach (var action in _afterCommit)
        {
            action();
        }

        _afterCommit.Clear();
    }

    private sealed class Turn(HostedAuthDbContext context) : IDisposable
    {
        public void Dispose()
        {
            context._hasTurn = false;
            context._turn!.Release();
        }
    }
}
