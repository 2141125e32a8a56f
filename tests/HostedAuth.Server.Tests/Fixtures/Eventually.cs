namespace HostedAuth.Server.Tests.Fixtures;

/// <summary>For what the program does in the background: asks again until it holds, half a minute at most.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

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
