namespace HostedAuth.Core.Storage;

// Taken for a pool and given back: contexts are used again, since making one costs more than most reads.
public sealed partial class HostedAuthDbContext
{
    private Action<HostedAuthDbContext>? _giveBack;

    /// <summary>Takes the context into use for a pool (null: for what belongs to no pool), until it is disposed.</summary>
    /// <param name="poolId">The pool whose rows are visible.</param>
    /// <param name="turn">The queue of writers, for a database that has only one.</param>
    /// <param name="giveBack">Called instead of disposing, by a pool of contexts.</param>
    public HostedAuthDbContext Take(
        string? poolId,
        WriteTurn? turn = null,
        Action<HostedAuthDbContext>? giveBack = null)
    {
        PoolId = poolId;
        _withSave.Clear();
        _inserts.Clear();
        _turn = turn;
        _giveBack = giveBack;
        return this;
    }

    public override async ValueTask DisposeAsync()
    {
        _afterCommit.Clear();
        if (_giveBack is null)
        {
            await base.DisposeAsync();
            return;
        }

        if (Database.CurrentTransaction is { } abandoned)
        {
            await abandoned.DisposeAsync();
        }

        GiveBack();
    }

    public override void Dispose()
    {
        _afterCommit.Clear();
        if (_giveBack is null)
        {
            base.Dispose();
            return;
        }

        Database.CurrentTransaction?.Dispose();
        GiveBack();
    }

    private void GiveBack()
    {
        var giveBack = _giveBack!;
        _giveBack = null;
        PoolId = null;
        Discard();
        giveBack(this);
    }
}
