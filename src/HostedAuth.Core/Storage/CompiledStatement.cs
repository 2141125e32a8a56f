using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace HostedAuth.Core.Storage;

/// <summary>
/// A statement of the hot paths: its text and its parameters are made once for each model, where EF Core's own way makes both
/// anew each time. As SQL of EF Core it is seen by interceptors and logs.
/// </summary>
/// <param name="text">The SQL; the first value is <c>@p0</c>.</param>
/// <param name="mappings">How each value is kept, by the model.</param>
internal sealed class CompiledStatement(
    Func<IModel, string> text,
    Func<IModel, IRelationalTypeMappingSource, IEnumerable<RelationalTypeMapping>> mappings)
{
    private readonly ConcurrentDictionary<IModel, IRelationalCommand> _byModel = new();

    /// <param name="text">The SQL; the first value is <c>@p0</c>.</param>
    /// <param name="types">What each value is, as it is kept.</param>
    public CompiledStatement(string text, params Type[] types)
        : this(_ => text, (_, source) => types.Select(type => source.FindMapping(type)!))
    {
    }

    /// <summary>Runs it; gives how many rows it changed.</summary>
    public Task<int> RunAsync(
        HostedAuthDbContext context,
        IReadOnlyList<object?> values,
        CancellationToken cancellationToken) => ExecuteAsync(
            context,
            values,
            (command, parameters) => command.ExecuteNonQueryAsync(parameters, cancellationToken));

    /// <summary>Runs it; gives whether it found a row.</summary>
    public Task<bool> AnyAsync(
        HostedAuthDbContext context,
        IReadOnlyList<object?> values,
        CancellationToken cancellationToken) => ExecuteAsync(
            context,
            values,
            async (command, parameters) => await command.ExecuteScalarAsync(parameters, cancellationToken) is not null);

    private async Task<T> ExecuteAsync<T>(
        HostedAuthDbContext context,
        IReadOnlyList<object?> values,
        Func<IRelationalCommand, RelationalCommandParameterObject, Task<T>> execute)
    {
        var connection = context.GetService<IRelationalConnection>();
        var command = connection.RentCommand();
        command.PopulateFrom(_byModel.GetOrAdd(context.Model, Build, context));
        try
        {
            return await execute(command, new RelationalCommandParameterObject(
                connection,
                NamedBy(values),
                readerColumns: null,
                context,
                context.GetService<IRelationalCommandDiagnosticsLogger>(),
                CommandSource.ExecuteSqlRaw));
        }
        finally
        {
            connection.ReturnCommand(command);
        }
    }

    private IRelationalCommand Build(IModel model, HostedAuthDbContext context)
    {
        var builder = context.GetService<IRelationalCommandBuilderFactory>().Create().Append(text(model));
        var source = context.GetService<IRelationalTypeMappingSource>();
        foreach (var (index, mapping) in mappings(model, source).Index())
        {
            builder.AddParameter(NameOf(index), $"@{NameOf(index)}", mapping, nullable: true);
        }

        return builder.Build();
    }

    private static Dictionary<string, object?> NamedBy(IReadOnlyList<object?> values)
    {
        var named = new Dictionary<string, object?>(values.Count, StringComparer.Ordinal);
        for (var i = 0; i < values.Count; i++)
        {
            named.Add(NameOf(i), values[i]);
        }

        return named;
    }

    private static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"p{index}");
}
