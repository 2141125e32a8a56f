namespace HostedAuth.Core.Storage;

/// <summary>
/// Finds a row and holds it until the transaction ends: whoever would change it waits for that, or has changed it before and is
/// seen. Nothing is written. Where the database has one writer, a transaction holds everything already.
/// </summary>
/// <param name="query">Of the row, with a place for each value: the first is <c>@p0</c>.</param>
/// <param name="types">What each value is, as it is kept.</param>
internal sealed class RowLock(string query, params Type[] types)
{
    private readonly CompiledStatement _alone = new(query, types);
    private readonly CompiledStatement _amongOthers = new($"{query} FOR NO KEY UPDATE", types);

    /// <summary>Whether the row is there; call it inside a transaction.</summary>
    public Task<bool> TakeAsync(
        HostedAuthDbContext context,
        IReadOnlyList<object?> values,
        CancellationToken cancellationToken) =>
        (context.HasOneWriter ? _alone : _amongOthers).AnyAsync(context, values, cancellationToken);
}
