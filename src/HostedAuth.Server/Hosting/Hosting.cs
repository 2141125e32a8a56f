using System.Globalization;
using HostedAuth.CognitoApi;
using HostedAuth.Core;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Passkeys;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Migrations.PostgreSql;
using HostedAuth.Migrations.Sqlite;
using HostedAuth.Oidc;
using HostedAuth.Server.Development;
using HostedAuth.Server.Hosting.Https;
using HostedAuth.Server.Pages;
using HostedAuth.Server.Passkeys;
using HostedAuth.Server.Theming;

namespace HostedAuth.Server.Hosting;

/// <summary>How the program is put together and what happens at its start, in this order.</summary>
internal static class Hosting
{
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // Numbers and dates mean the same wherever the server stands; pages write theirs by the reader's language.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // appsettings.json and themes/ are linked into the output, wherever the program is started from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        SettingsReader.UseSources(builder.Configuration, args);
        var settings = SettingsReader.Read(builder.Configuration, builder.Environment);
        if (builder.Environment.IsDevelopment())
        {
            var given = settings;
            settings = Start.InDataFolder(given, () => DevelopmentFiles.Complete(given));
        }

        builder.WebHost.UseUrls(HttpsEndpoints.AddressesOf(settings));
        QuietStart(builder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The pages' addresses carry an authorization request as it came, up to 12 kB of it, and a step.
            kestrel.Limits.MaxRequestLineSize = 24 * 1024;
            kestrel.UseCertificates(settings);
        });
        AddServices(builder, settings);
        return builder;
    }

    /// <summary>The way of a request.</summary>
    public static void UseHostedAuth(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<Settings>();
        app.UseKnownProxies();
        app.UseDatabaseOutage();
        app.UsePageErrors();
        app.UseAddressLimits(settings);
        app.UsePoolAddresses();
        app.MapHealth();
        app.MapOidc().AnswersAt(AnswersAt.Pool);
        app.MapCognitoApi().AnswersAt(AnswersAt.BaseHost);
        app.MapPages();
        if (settings.Mailbox.Enabled == true)
        {
            app.MapMailbox(settings);
        }

        if (app.Environment.IsDevelopment())
        {
            app.MapWelcome(settings);
            app.Lifetime.ApplicationStarted.Register(() => Greeting.Print(settings));
        }
    }

    /// <summary>
    /// The host logs what fails at its start with a trace; the program says it in a sentence instead. The level is asked here too,
    /// since a filter takes the place of the one in the settings.
    /// </summary>
    private static void QuietStart(WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => Start.IsOver && level >= LogLevel.Warning);
        if (builder.Environment.IsDevelopment())
        {
            // The greeting says what a developer wants to know of this.
            builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        }
    }

    private static void AddServices(WebApplicationBuilder builder, Settings settings)
    {
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(RunningRuntime.Here);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new MasterKeys(settings.MasterKey));
        builder.Services.AddSingleton(provider => OpenDatabase(settings, provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddHostedAuthCore();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped(provider =>
            RequestDetails.Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext));
        builder.Services.AddAddressLimits(settings);
        builder.Services.AddHttps(settings);
        builder.Services.AddPoolAddresses();
        builder.Services.AddOidc();
        builder.Services.AddCognitoApi();
        builder.Services.AddTheme(builder.Environment.ContentRootPath);
        builder.Services.AddSingleton<IPasskeyCeremonies, IdentityCeremonies>();
        builder.Services.AddPages();
        if (settings.Mailbox.Enabled == true)
        {
            builder.Services.AddMailbox();
        }
    }

    private static Database OpenDatabase(Settings settings, TimeProvider time)
    {
        var connectionString = settings.Storage.ConnectionString;
        try
        {
            return settings.Storage.Provider switch
            {
                "PostgreSql" => new PostgreSqlDatabase(connectionString),
                _ => new SqliteDatabase(
                    connectionString is "" ? $"Data Source={Path.Combine(settings.DataFolder, "hostedauth.db")}" : connectionString,
                    time),
            };
        }
        catch (ArgumentException)
        {
            // Its text may hold a piece of the connection string.
            throw new SettingsException(
                $"The setting Storage:ConnectionString can't be read as one for {settings.Storage.Provider}.");
        }
    }
}
