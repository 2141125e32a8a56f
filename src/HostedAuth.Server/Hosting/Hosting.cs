using HostedAuth.Core;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Migrations.PostgreSql;
using HostedAuth.Migrations.Sqlite;
using HostedAuth.Server.Theming;

namespace HostedAuth.Server.Hosting;

/// <summary>How the program is put together and what happens at its start, in this order.</summary>
internal static class Hosting
{
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // appsettings.json and themes/ are linked into the output, wherever the program is started from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        var settings = builder.Configuration.Get<Settings>() ?? new Settings();
        settings = settings with { PublicUrl = settings.PublicUrl is "" ? settings.Urls.Split(';')[0] : settings.PublicUrl };
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new MasterKeys(
            settings.MasterKey is [] ? ["development-only-development-only-"] : settings.MasterKey));
        builder.Services.AddSingleton(provider => OpenDatabase(settings, provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddHostedAuthCore();
        builder.Services.AddTheme(builder.Environment.ContentRootPath);
        return builder;
    }

    public static async Task PrepareAsync(this WebApplication app) =>
        await app.Services.GetRequiredService<Database>().MigrateAsync(CancellationToken.None);

    public static void UseHostedAuth(this WebApplication app) => app.UseRouting();

    private static Database OpenDatabase(Settings settings, TimeProvider time)
    {
        var connectionString = settings.Storage.ConnectionString;
        return settings.Storage.Provider switch
        {
            "PostgreSql" => new PostgreSqlDatabase(connectionString),
            _ => new SqliteDatabase(
                connectionString is "" ? $"Data Source={Path.Combine(settings.DataFolder, "hostedauth.db")}" : connectionString,
                time),
        };
    }
}
