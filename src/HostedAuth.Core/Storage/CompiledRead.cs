using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace HostedAuth.Core.Storage;

/// <summary>
/// A query of the hot paths, translated once. EF Core ties a compiled query to one model, and each database has its own.
/// </summary>
internal sealed class CompiledRead<TArgument, TResult>(
    Expression<Func<HostedAuthDbContext, TArgument, CancellationToken, TResult>> query)
{
    private readonly ConcurrentDictionary<IModel, Func<HostedAuthDbContext, TArgument, CancellationToken, Task<TResult>>>
        _byModel = new();

    public Task<TResult> RunAsync(HostedAuthDbContext context, TArgument argument, CancellationToken cancellationToken) =>
        _byModel.GetOrAdd(context.Model, _ => EF.CompileAsyncQuery(query))(context, argument, cancellationToken);
}

/// <inheritdoc cref="CompiledRead{TArgument, TResult}"/>
internal sealed class CompiledRead<TFirst, TSecond, TResult>(
    Expression<Func<HostedAuthDbContext, TFirst, TSecond, CancellationToken, TResult>> query)
{
    private readonly ConcurrentDictionary<IModel, Func<HostedAuthDbContext, TFirst, TSecond, CancellationToken, Task<TResult>>>
        _byModel = new();

    public Task<TResult> RunAsync(
        HostedAuthDbContext context,
        TFirst first,
        TSecond second,
        CancellationToken cancellationToken) =>
        _byModel.GetOrAdd(context.Model, _ => EF.CompileAsyncQuery(query))(context, first, second, cancellationToken);
}
