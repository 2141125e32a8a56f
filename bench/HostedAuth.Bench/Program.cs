// Measures the server from outside, one row a kind of request:
//   (cd bench/oidc-provider && npm ci) && dotnet run -c Release --project bench/HostedAuth.Bench [-- seconds [users [pools]]]
using HostedAuth.Bench;

var seconds = args.Length > 0 ? int.Parse(args[0], null) : 4;
var users = args.Length > 1 ? int.Parse(args[1], null) : 100_000;

var pools = args.Length > 2 ? int.Parse(args[2], null) : 10_000;

var signature = Signature.Measure();
Console.WriteLine($"One RS256 signature: {signature.TotalMicroseconds:0} µs of CPU. {Environment.ProcessorCount} cores, "
    + $"{System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}.");

await using var trigger = await LocalTrigger.StartAsync();
await using var server = new ServerProcess(trigger.Arguments);
Console.WriteLine($"Start to first answer: {(await server.StartAsync()).TotalMilliseconds:0} ms.");
var world = await World.CreateAsync(server);
var few = await Rows.MeasureAsync(server, world, signature, TimeSpan.FromSeconds(seconds));
Report.Print("With one user in the pool", few);
await using (var other = await OtherProvider.StartAsync())
{
    if (other is not null)
    {
        Report.Print("oidc-provider on Node, asked the same", await other.MeasureAsync(signature, TimeSpan.FromSeconds(seconds)));
    }
}

await Task.Delay(TimeSpan.FromSeconds(3));
Console.WriteLine($"Memory after the load: {server.WorkingSetMegabytes} MB.");

await server.StopAsync();
await Seed.AddUsersAsync(server, world.PoolId, users);
await PoolSeed.AddPoolsAsync(server, world.PoolId, pools);
Console.WriteLine($"Start to first answer with {users} users and {pools} more pools: {(await server.StartAsync()).TotalMilliseconds:0} ms, "
    + $"idle memory {server.WorkingSetMegabytes} MB.");
var many = await Rows.MeasureAsync(server, world, signature, TimeSpan.FromSeconds(seconds));
Report.Print($"With {users} users in the pool, and {pools} other pools", many, few);
Report.Print("By other factors", await Factors.MeasureAsync(server, world, signature, TimeSpan.FromSeconds(seconds)));
Report.Print("Many at once", await Crowds.MeasureAsync(server, world, signature, TimeSpan.FromSeconds(seconds)));
Report.Print("While 64 sign in without a pause", await Crowds.MeasureBystandersAsync(server, world, signature, TimeSpan.FromSeconds(seconds)));
