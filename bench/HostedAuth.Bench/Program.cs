// Measures the server from outside, one row a kind of request:
//   (cd bench/oidc-provider && npm ci) && dotnet run -c Release --project bench/HostedAuth.Bench [-- options: see RunOptions.cs]
using System.Diagnostics;
using HostedAuth.Bench;

if (args is [BareServer.Argument, var port])
{
    await BareServer.RunAsync(port);
    return;
}

const int fewUsers = 1000;
var options = RunOptions.Parse(args);
Signature.Measure();
Console.WriteLine($"One RS256 signature: {Signature.Measure().TotalMicroseconds:0} µs of CPU. {Environment.ProcessorCount} cores, "
    + $"{System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}. Load at the start: {Machine.Load()}.");

await using var trigger = await LocalTrigger.StartAsync();
await using var server = new ServerProcess(trigger.Arguments);
Console.WriteLine($"Start to first answer: {(await server.StartAsync()).TotalMilliseconds:0} ms, idle memory {server.WorkingSetMegabytes} MB.");
var world = await World.CreateAsync(server);
await server.StopAsync();
await Seed.AddUsersAsync(server, world.PoolId, 0, fewUsers);
var commands = await CommandCounts.CountAsync(server, world, options);

await server.StartAsync();
IReadOnlyList<Row> few = [];
if (options.HasPart("first") || options.HasPart("growth"))
{
    few = await Rows.MeasureAsync(server, world, options);
    await using var bare = new BareServer();
    few = [await bare.MeasureAsync(options.Duration), .. few];
    Report.Print($"One pool of {fewUsers} users", few, commands);
    Console.WriteLine($"Memory after the load: {server.WorkingSetMegabytes} MB. Load of the machine: {Machine.Load()}.");
}

if (options.HasPart("node"))
{
    await using var other = await OtherProvider.StartAsync();
    if (other is not null)
    {
        Report.Print("oidc-provider on Node, asked the same", await other.MeasureAsync(options));
    }
}

if (options.HasPart("growth"))
{
    var clock = Stopwatch.StartNew();
    await server.StopAsync();
    await PoolSeed.AddPoolsAsync(server, world.PoolId, options.Pools);
    Console.WriteLine($"\n{options.Pools} pools added in {clock.Elapsed.TotalSeconds:0} s; start to first answer: "
        + $"{(await server.StartAsync()).TotalMilliseconds:0} ms, idle memory {server.WorkingSetMegabytes} MB.");
    var pools = await Rows.MeasureAsync(server, world, options);
    Report.Print($"With {options.Pools} pools beside it", pools, commands, few);

    clock.Restart();
    await server.StopAsync();
    await Seed.AddUsersAsync(server, world.PoolId, fewUsers, options.Users);
    Console.WriteLine($"\n{options.Users} users in {clock.Elapsed.TotalSeconds:0} s; start to first answer: "
        + $"{(await server.StartAsync()).TotalMilliseconds:0} ms, idle memory {server.WorkingSetMegabytes} MB.");
    Report.Print($"With {options.Users} users", await Rows.MeasureAsync(server, world, options), commands, pools);
}

if (options.HasPart("factors"))
{
    Report.Print("By other factors", await Factors.MeasureAsync(server, world, options.Duration));
    Report.Print("Many at once", await Crowds.MeasureAsync(server, world, options.Duration));
    Report.Print("While 64 sign in without a pause", await Crowds.MeasureBystandersAsync(server, world, options.Duration));
}

Console.WriteLine($"Load of the machine at the end: {Machine.Load()}. One signature then: {Signature.Measure().TotalMicroseconds:0} µs.");
