using HostedAuth.Migrations.PostgreSql;
using HostedAuth.Migrations.Sqlite;
using Npgsql;

namespace HostedAuth.Server.Tests.Fixtures;

/// <summary>
/// A database of a fixture's own: an SQLite file in its folder, or, when HOSTEDAUTH_TEST_POSTGRES holds a connection string
/// of Npgsql (a role that may create databases), a PostgreSQL database. So the same tests run on both. Each is a copy of one
/// whose schema was made once in this process.
/// </summary>
internal sealed class TestStorage : IAsyncDisposable
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("HOSTEDAUTH_TEST_POSTGRES");
    private static readonly Lazy<Task<byte[]>> File = new(MakeFileAsync);
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    private readonly string _database = $"hostedauth_test_{Guid.NewGuid():N}";

    public bool IsPostgreSql { get; } = !string.IsNullOrEmpty(Server);

    /// <summary>Makes the database, and gives the settings that lead to it.</summary>
    public async Task<IReadOnlyList<string>> CreateAsync(string folder)
    {
        if (!IsPostgreSql)
        {
            await System.IO.File.WriteAllBytesAsync(Path.Combine(folder, "hostedauth.db"), await File.Value);
            return [];
        }

        await ExecuteAsync($"CREATE DATABASE {_database} TEMPLATE {await Template.Value}");
        return ["--Storage:Provider=PostgreSql", $"--Storage:ConnectionString={ConnectionString(_database)}"];
    }

    public async ValueTask DisposeAsync()
    {
        if (IsPostgreSql)
        {
            await ExecuteAsync($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)");
        }
    }

    private static async Task<byte[]> MakeFileAsync()
    {
        var folder = Directory.CreateTempSubdirectory("hostedauth-template-");
        var path = Path.Combine(folder.FullName, "template.db");
        using (var database = new SqliteDatabase($"Data Source={path}", TimeProvider.System))
        {
            await database.MigrateAsync(CancellationToken.None);
        }

        var file = await System.IO.File.ReadAllBytesAsync(path);
        folder.Delete(recursive: true);
        return file;
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var name = $"hostedauth_template_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            using var connection = new NpgsqlConnection(Server);
            connection.Open();
            using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", connection);
            command.ExecuteNonQuery();
        };
        await using var database = new PostgreSqlDatabase(ConnectionString(name));
        await database.MigrateAsync(CancellationToken.None);
        return name;
    }

    private static string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 20 }.ConnectionString;

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
