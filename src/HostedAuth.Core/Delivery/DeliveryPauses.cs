namespace HostedAuth.Core.Delivery;

/// <summary>How long a message waits after a failure: 2 seconds, then 4, 8 … up to 10 minutes.</summary>
internal static class DeliveryPauses
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <param name="attempts">How many there were, from 1.</param>
    public static TimeSpan After(int attempts)
    {
        var pause = First * Math.Pow(2, Math.Min(attempts - 1, 16));
        return pause < Longest ? pause : Longest;
    }
}
