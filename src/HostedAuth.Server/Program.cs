using HostedAuth.Server.Commands;
using HostedAuth.Server.Hosting;

if (args is [AccessKeyCommands.Name, ..])
{
    return await AccessKeyCommands.RunAsync(args, Console.Out, Console.Error);
}

try
{
    await using var app = Hosting.CreateBuilder(args).Build();
    await app.PrepareAsync();
    app.UseHostedAuth();
    await app.ListenAsync();
    await app.WaitForShutdownAsync();
    return 0;
}
catch (StartException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return exception.ExitCode;
}
