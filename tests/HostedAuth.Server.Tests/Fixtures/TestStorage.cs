using Npgsql;

namespace HostedAuth.Server.Tests.Fixtures;

/// <summary>
/// A database of a fixture's own: an SQLite file in its folder, or, when HOSTEDAUTH_TEST_POSTGRES holds a connection string
/// of Npgsql (a role that may create databases), a fresh PostgreSQL database. So the same tests run on both.
/// </summary>
internal sealed class TestStorage : IAsyncDisposable
{
    private readonly string? _server = Environment.GetEnvironmentVariable("HOSTEDAUTH_TEST_POSTGRES");
    private readonly string _database = $"hostedauth_test_{Guid.NewGuid():N}";

    public bool IsPostgreSql => !string.IsNullOrEmpty(_server);

    public async Task<IReadOnlyList<string>> CreateAsync()
    {
        if (!IsPostgreSql)
        {
            return [];
        }

        await ExecuteAsync($"CREATE DATABASE {_database}");
        var connection = new NpgsqlConnectionStringBuilder(_server) { Database = _database, MaxPoolSize = 20 };
        return ["--Storage:Provider=PostgreSql", $"--Storage:ConnectionString={connection.ConnectionString}"];
    }

    public async ValueTask DisposeAsync()
    {
        if (IsPostgreSql)
        {
            await ExecuteAsync($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)");
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
