using HostedAuth.Server.Hosting;

try
{
    var app = Hosting.CreateBuilder(args).Build();
    await app.PrepareAsync();
    app.UseHostedAuth();
    await app.RunAsync();
    return 0;
}
catch (SettingsException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return ExitCode.Configuration;
}
