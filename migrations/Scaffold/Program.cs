// Writes one migration for both databases, under one name:
//   dotnet run --project migrations/Scaffold -- NameOfTheMigration
using HostedAuth.Core.Storage;
using HostedAuth.Migrations.PostgreSql;
using HostedAuth.Migrations.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design.Internal;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.Extensions.DependencyInjection;

if (args is not [{ Length: > 0 } name])
{
    Console.Error.WriteLine("Usage: dotnet run --project migrations/Scaffold -- NameOfTheMigration");
    return 2;
}

Scaffold(
    "Sqlite",
    typeof(SqliteDatabase),
    options => options.UseSqlite(
        "Data Source=:memory:",
        sqlite => sqlite.MigrationsAssembly(typeof(SqliteDatabase).Assembly.GetName().Name)));
Scaffold(
    "PostgreSql",
    typeof(PostgreSqlDatabase),
    options => options.UseNpgsql(
        "Host=nowhere",
        npgsql => npgsql.MigrationsAssembly(typeof(PostgreSqlDatabase).Assembly.GetName().Name)));
return 0;

void Scaffold(string folder, Type database, Action<DbContextOptionsBuilder<HostedAuthDbContext>> use)
{
    var options = new DbContextOptionsBuilder<HostedAuthDbContext>();
    use(options);
    using var context = new HostedAuthDbContext(options.Options);
#pragma warning disable EF1001 // The only door to the scaffolder without the command line tool.
    var reporter = new OperationReporter(handler: null);
    var services = new DesignTimeServicesBuilder(database.Assembly, typeof(Program).Assembly, reporter, args);
    using var provider = (ServiceProvider)services.Build(context);
#pragma warning restore EF1001
    var scaffolder = provider.CreateScope().ServiceProvider.GetRequiredService<IMigrationsScaffolder>();
    var migration = scaffolder.ScaffoldMigration(name, database.Namespace!, subNamespace: "Migrations");
    var directory = Path.Combine(FindRoot(), "migrations", folder);
    var files = scaffolder.Save(directory, migration, Path.Combine(directory, "Migrations"), dryRun: false);
    Console.WriteLine(files.MigrationFile);
}

static string FindRoot()
{
    var folder = AppContext.BaseDirectory;
    while (!File.Exists(Path.Combine(folder, "HostedAuth.sln")))
    {
        folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Run it inside the repository.");
    }

    return folder;
}
