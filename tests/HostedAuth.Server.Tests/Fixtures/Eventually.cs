namespace HostedAuth.Server.Tests.Fixtures;

/// <summary>For what the program does in the background: asks again until it holds, half a minute at most.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A line of the program's log: what is seen of its work may come before it.</summary>
    public static Task IsLoggedAsync(HostedAuthServer server, params string[] parts) => HoldsAsync(
        () => Task.FromResult(server.Log.Lines.Any(line => parts.All(part => line.Contains(part, StringComparison.Ordinal)))),
        $"It should be logged: {string.Join(" … ", parts)}");

    public static async Task HoldsAsync(Func<Task<bool>> condition, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            limit.IsCancellationRequested.ShouldBeFalse(what);
            await timer.WaitForNextTickAsync();
        }
    }
}
