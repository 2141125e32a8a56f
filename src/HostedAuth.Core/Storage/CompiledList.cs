using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace HostedAuth.Core.Storage;

/// <summary>As <see cref="CompiledRead{TArgument, TResult}"/>, for a query that yields rows.</summary>
internal sealed class CompiledList<TArgument, TItem>(
    Expression<Func<HostedAuthDbContext, TArgument, IQueryable<TItem>>> query)
{
    private readonly ConcurrentDictionary<IModel, Func<HostedAuthDbContext, TArgument, IAsyncEnumerable<TItem>>>
        _byModel = new();

    public async Task<IReadOnlyList<TItem>> RunAsync(
        HostedAuthDbContext context,
        TArgument argument,
        CancellationToken cancellationToken)
    {
        var rows = _byModel.GetOrAdd(context.Model, _ => EF.CompileAsyncQuery(query))(context, argument);
        var items = new List<TItem>();
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            items.Add(row);
        }

        return items;
    }
}
