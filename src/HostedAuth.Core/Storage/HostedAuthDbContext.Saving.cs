namespace HostedAuth.Core.Storage;

// What a save does: statements that it stands or falls with, rows that aren't tracked, then those that are.
public sealed partial class HostedAuthDbContext
{
    private readonly List<Func<CancellationToken, Task>> _withSave = [];
    private readonly List<object> _inserts = [];

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

        int count;
        using (await TakeTurnAsync(cancellationToken))
        {
            count = _inserts.Count > 0
                ? await InsertAsync(cancellationToken)
                : await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        if (Database.CurrentTransaction is null)
        {
            await SettleThenRunAsync();
        }

        return count;
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        var count = base.SaveChanges(acceptAllChangesOnSuccess);
        _turn?.Settle();
        return count;
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
}
