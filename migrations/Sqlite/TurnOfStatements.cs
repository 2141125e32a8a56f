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

    public override async ValueTask<int> NonQueryExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        int result,
        CancellationToken cancellationToken = default)
    {
        if (Release(command) && result != 0)
        {
            await ((HostedAuthDbContext)eventData.Context!).SettleAsync();
        }

        return result;
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

    /// <returns>Whether the statement had a turn of its own, and so a transaction.</returns>
    private bool Release(DbCommand command)
    {
        if (!_turns.TryGetValue(command, out var turn))
        {
            return false;
        }

        _turns.Remove(command);
        turn.Dispose();
        return true;
    }
}
