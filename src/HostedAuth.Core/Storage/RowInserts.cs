using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace HostedAuth.Core.Storage;

/// <summary>
/// Inserts rows of the hot paths by a statement that is made once for each kind of row: tracking a row, finding out what to do
/// with it and translating that costs more than writing it. The model says what the columns are and how their values are kept.
/// </summary>
internal static class RowInserts
{
    private static readonly ConcurrentDictionary<IEntityType, Insert> Known = new();

    /// <summary>Inserts them by one command.</summary>
    /// <exception cref="DbUpdateException">As a save would throw it.</exception>
    public static async Task InsertAsync(
        this HostedAuthDbContext context,
        IReadOnlyList<object> rows,
        CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var values = new List<object?>();
        foreach (var row in rows)
        {
            var insert = Known.GetOrAdd(context.Model.FindEntityType(row.GetType())!, static type => new Insert(type));
            insert.Write(row, text, values);
        }

        try
        {
            await context.Database.ExecuteSqlRawAsync(text.ToString(), values!, cancellationToken);
        }
        catch (DbException exception)
        {
            throw new DbUpdateException(exception.Message, exception);
        }
    }

    private sealed class Insert
    {
        private readonly string _start;
        private readonly (IPropertyBase Property, Func<object?, object?>? Convert)[] _columns;

        public Insert(IEntityType type)
        {
            var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
            var properties = type.GetProperties().ToArray();
            var names = properties.Select(property => $"\"{property.GetColumnName(table)}\"");
            _start = $"INSERT INTO {type.GetTableName()} ({string.Join(", ", names)}) VALUES (";
            _columns = [.. properties.Select(property =>
                ((IPropertyBase)property, property.GetTypeMapping().Converter?.ConvertToProvider))];
        }

        public void Write(object row, StringBuilder text, List<object?> values)
        {
            text.Append(_start);
            var separator = "";
            foreach (var (property, convert) in _columns)
            {
                var value = property.GetGetter().GetClrValue(row);
                text.Append(separator).Append('{').Append(CultureInfo.InvariantCulture, $"{values.Count}").Append('}');
                values.Add(value is null || convert is null ? value : convert(value));
                separator = ", ";
            }

            text.Append(");\n");
        }
    }
}
