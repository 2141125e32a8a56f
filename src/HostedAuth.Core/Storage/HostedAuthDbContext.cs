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
    private readonly List<Func<CancellationToken, Task>> _withSave = [];
    private readonly List<object> _inserts = [];

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

        using var turn = await TakeTurnAsync(cancellationToken);
        await using var transaction = await Database.BeginTransactionAsync(cancellationToken);
        var result = await work();
        await transaction.CommitAsync(cancellationToken);
        RunAfterCommit();
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

    /// <summary>
    /// Adds a statement to the unit of work: it runs in the transaction of the next save, before the rows are written, and
    /// what it throws undoes the save. For conditional statements that somebody else's save must stand or fall with.
    /// </summary>
    public void RunWithSave(Func<CancellationToken, Task> statement) => _withSave.Add(statement);

    /// <summary>
    /// Adds a row to the unit of work that nobody changes before the save: it is not tracked. It is written before tracked rows,
    /// and after the statements that run with the save.
    /// </summary>
    internal void InsertWithSave(object row) => _inserts.Add(row);

    /// <summary>Drops all that is unsaved.</summary>
    public void Discard()
    {
        _withSave.Clear();
        _inserts.Clear();
        ChangeTracker.Clear();
    }

    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default)
    {
        if (NeedsTransaction())
        {
            // A savepoint is for who goes on after a failure: a transaction of the save's own ends by it.
            var needsSavepoint = Database.CurrentTransaction is not null;
            return await InTransactionAsync(
                () => SaveWithStatementsAsync(acceptAllChangesOnSuccess, needsSavepoint, cancellationToken),
                cancellationToken);
        }

        using var turn = await TakeTurnAsync(cancellationToken);
        var count = _inserts.Count > 0
            ? await InsertAsync(cancellationToken)
            : await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        if (Database.CurrentTransaction is null)
        {
            RunAfterCommit();
        }

        return count;
    }

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

    private void RunAfterCommit()
    {
        foreach (var action in _afterCommit)
        {
            action();
        }

        _afterCommit.Clear();
    }

    private async Task<int> SaveWithStatementsAsync(
        bool acceptAllChangesOnSuccess,
        bool needsSavepoint,
        CancellationToken cancellationToken)
    {
        // Taken out first: a statement may itself save.
        var statements = _withSave.ToArray();
        _withSave.Clear();
        foreach (var statement in statements)
        {
            await statement(cancellationToken);
        }

        var inserted = await InsertAsync(cancellationToken);
        if (!ChangeTracker.HasChanges())
        {
            return inserted;
        }

        Database.AutoSavepointsEnabled = needsSavepoint;
        try
        {
            return inserted + await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            Database.AutoSavepointsEnabled = true;
        }
    }

    /// <summary>One row alone is a transaction by itself; the base makes one where it needs it.</summary>
    private bool NeedsTransaction() =>
        _withSave.Count > 0 || _inserts.Count > 1 || (_inserts.Count == 1 && ChangeTracker.HasChanges());

    private async Task<int> InsertAsync(CancellationToken cancellationToken)
    {
        if (_inserts.Count == 0)
        {
            return 0;
        }

        var rows = _inserts.ToArray();
        _inserts.Clear();
        foreach (var row in rows)
        {
            await this.InsertAsync(row, cancellationToken);
        }

        return rows.Length;
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
