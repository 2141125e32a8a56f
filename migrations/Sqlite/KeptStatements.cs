using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HostedAuth.Migrations.Sqlite;

/// <summary>
/// Keeps the prepared statements of a connection, by their texts, for the next time: EF Core makes a command anew for each
/// execution, and parsing its text costs SQLite more than running it.
/// </summary>
internal sealed class KeptStatements : DbCommandInterceptor
{
    /// <summary>When so many are kept they all go: texts that vary must not pile up, those in use are soon there again.</summary>
    private const int Most = 256;

    private readonly ConditionalWeakTable<DbConnection, Dictionary<string, SqliteCommand>> _byConnection = [];

    public override InterceptionResult<DbCommand> CommandCreating(
        CommandCorrelatedEventData eventData,
        InterceptionResult<DbCommand> result) =>
        InterceptionResult<DbCommand>.SuppressWithResult(
            new KeptCommand(this, (SqliteConnection)eventData.Connection));

    /// <summary>A command of the text that nobody uses; its connection has one user at a time.</summary>
    public SqliteCommand Take(SqliteConnection connection, string text)
    {
        if (_byConnection.TryGetValue(connection, out var kept) && kept.Remove(text, out var command))
        {
            return command;
        }

        return new SqliteCommand(text, connection);
    }

    /// <summary>Takes a command back; one of a text that is kept already (two ran at once) is thrown away.</summary>
    public void GiveBack(SqliteConnection connection, SqliteCommand command)
    {
        command.Parameters.Clear();
        command.Transaction = null;
        var kept = _byConnection.GetOrCreateValue(connection);
        if (kept.Count >= Most)
        {
            DisposeAll(kept);
        }

        if (!kept.TryAdd(command.CommandText, command))
        {
            command.Dispose();
        }
    }

    private static void DisposeAll(Dictionary<string, SqliteCommand> kept)
    {
        foreach (var command in kept.Values)
        {
            command.Dispose();
        }

        kept.Clear();
    }
}
