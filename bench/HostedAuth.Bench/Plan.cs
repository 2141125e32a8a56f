namespace HostedAuth.Bench;

/// <summary>A kind of request to measure.</summary>
/// <param name="Name">Of the row.</param>
/// <param name="NewWorker">Makes what a worker does again and again; true when the answer was good.</param>
/// <param name="Aim">At most so many signatures; null for none.</param>
internal sealed record Plan(string Name, Func<Task<Func<Task<bool>>>> NewWorker, double? Aim = null)
{
    /// <summary>For what a worker can do only so many times: how many, and by what the way there is warmed up.</summary>
    public (int Times, Func<Task<Func<Task<bool>>>> NewWarmUp)? Limit { get; init; }
}
