using System.Data.Common;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HostedAuth.Migrations.Sqlite;

/// <summary>Makes set-based statements outside a transaction wait for the writer's turn too.</summary>
internal sealed class TurnOfStatements : DbCommandInterceptor
{
    private readonly System.Runtime.CompilerServices.ConditionalWeakTable<DbCommand, IDisposable> _turns = [];

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default)
    {
        if (eventData.Context is HostedAuthDbContext context
            && await context.TakeTurnAsync(cancellationToken) is { } turn)
        {
            _turns.AddOrUpdate(command, turn);
        }

        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        int result,
        CancellationToken cancellationToken = default)
    {
        Release(command);
        return ValueTask.FromResult(result);
    }

    public override Task CommandFailedAsync(
        DbCommand command,
        CommandErrorEventData eventData,
        CancellationToken cancellationToken = default)
    {
        Release(command);
        return Task.CompletedTask;
    }

    public override Task CommandCanceledAsync(
        DbCommand command,
        CommandEndEventData eventData,
        CancellationToken cancellationToken = default)
    {
        Release(command);
        return Task.CompletedTask;
    }

    private void Release(DbCommand command)
    {
        if (_turns.TryGetValue(command, out var turn))
        {
            _turns.Remove(command);
            turn.Dispose();
        }
    }
}
