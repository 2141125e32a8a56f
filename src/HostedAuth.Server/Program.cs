using HostedAuth.Server.Commands;
using HostedAuth.Server.Hosting;

if (args is [AccessKeyCommands.Name, ..])
{
    return await AccessKeyCommands.RunAsync(args, Console.Out, Console.Error);
}

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
