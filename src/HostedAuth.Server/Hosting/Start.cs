using System.Data.Common;
using System.Net.Sockets;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Hosting.Https;

namespace HostedAuth.Server.Hosting;

/// <summary>
/// The moments of the start that depend on what the program finds: its folder, its database, its key ring, its addresses.
/// What is wrong there is said in a sentence (<see cref="StartException"/>); anything else is a bug and shows its trace.
/// </summary>
internal static class Start
{
    /// <summary>Whether the server listens; what fails from then on is logged.</summary>
    public static bool IsOver { get; private set; }

    /// <summary>Brings the database up to date before the first request, and proves that its key ring opens.</summary>
    public static async Task PrepareAsync(this WebApplication app)
    {
        RuntimeFloor.Require(app.Services.GetRequiredService<RunningRuntime>().Version);
        var settings = app.Services.GetRequiredService<Settings>();
        var database = InDataFolder(settings, app.Services.GetRequiredService<Database>);
        try
        {
            await database.MigrateAsync(CancellationToken.None);
        }
        catch (DbException exception)
        {
            throw database.IsDamaged(exception)
                ? new StartException(
                    $"The database is damaged, or is no database of this program ({exception.Message.TrimEnd('.')}). "
                    + "Put a backup in its place, or move it away to start with an empty one.",
                    ExitCode.DamagedData)
                : new StartException(
                    $"The database can't be used: {exception.Message.TrimEnd('.')}.",
                    ExitCode.DatabaseUnavailable);
        }

        if (HttpsEndpoints.IsHttps(settings))
        {
            InDataFolder(settings, app.Services.GetRequiredService<ServerCertificates>);
        }

        if (!new KeyRing(database).OpensWith(app.Services.GetRequiredService<MasterKeys>()))
        {
            throw new SettingsException(
                "The setting MasterKey holds no key that opens the key ring of this database. "
                + "Add the key that the database was made with to the list.");
        }
    }

    /// <summary>Begins to listen.</summary>
    public static async Task ListenAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
            IsOver = true;
        }
        catch (Exception exception) when (exception is SocketException or IOException { InnerException: not null })
        {
            throw CannotListen(app, $"{exception.GetBaseException().Message.TrimEnd('.')}. Another program, perhaps this one, "
                + "may be there already; another address is chosen by --Urls http://localhost:5081.");
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Told to stop before it began: there is nothing to wait for.
        }
    }

    private static string UrlsOf(WebApplication app) =>
        string.Join(';', HttpsEndpoints.AddressesOf(app.Services.GetRequiredService<Settings>()));

    private static StartException CannotListen(WebApplication app, string reason) =>
        new($"The server can't listen at {UrlsOf(app)}: {reason}", ExitCode.AddressUnavailable);

    /// <summary>Does what needs the data folder.</summary>
    public static T InDataFolder<T>(Settings settings, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"The data folder {Path.GetFullPath(settings.DataFolder)} can't be used: {exception.Message.TrimEnd('.')}. "
                + "Another one is chosen by the setting DataFolder.",
                ExitCode.DataFolder);
        }
    }
}
