using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace HostedAuth.Core.Storage;

/// <summary>
/// Inserts rows of the hot paths by a statement that is made once for each kind of row: tracking a row, finding out what to do
/// with it and translating that costs more than writing it. The model says what the columns are and how their values are kept.
/// </summary>
internal static class RowInserts
{
    private static readonly ConcurrentDictionary<Type, CompiledStatement> Known = new();

    /// <summary>Inserts it.</summary>
    /// <exception cref="DbUpdateException">As a save would throw it.</exception>
    public static async Task InsertAsync(this HostedAuthDbContext context, object row, CancellationToken cancellationToken)
    {
        var values = PropertiesOf(context.Model, row.GetType())
            .Select(property => ((IPropertyBase)property).GetGetter().GetClrValue(row))
            .ToArray();
        try
        {
            await Known.GetOrAdd(row.GetType(), NewStatement).RunAsync(context, values, cancellationToken);
        }
        catch (DbException exception)
        {
            throw new DbUpdateException(exception.Message, exception);
        }
    }

    private static CompiledStatement NewStatement(Type row) => new(
        model => TextOf(model.FindEntityType(row)!),
        (model, _) => PropertiesOf(model, row).Select(property => property.GetRelationalTypeMapping()));

    private static IEnumerable<IProperty> PropertiesOf(IModel model, Type row) => model.FindEntityType(row)!.GetProperties();

    private static string TextOf(IEntityType type)
    {
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        var names = type.GetProperties().Select(property => $"\"{property.GetColumnName(table)}\"");
        var values = type.GetProperties().Select((_, index) => $"@p{index}");
        return $"INSERT INTO {type.GetTableName()} ({string.Join(", ", names)}) VALUES ({string.Join(", ", values)})";
    }
}
