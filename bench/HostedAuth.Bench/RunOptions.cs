namespace HostedAuth.Bench;

/// <summary>The command line: <c>[seconds [users [pools]]] [--rows=text,text] [--only=first|growth|factors|node]</c>.</summary>
/// <param name="Duration">How long each row is measured.</param>
/// <param name="Users">Users of the pool, when it is full.</param>
/// <param name="Pools">Pools beside it, when there are many.</param>
/// <param name="RowTexts">Rows whose name contains one of these are measured; none: all.</param>
/// <param name="Only">One part of the run; null: all of it.</param>
internal sealed record RunOptions(TimeSpan Duration, int Users, int Pools, IReadOnlyList<string> RowTexts, string? Only)
{
    private const string RowsName = "--rows=";
    private const string OnlyName = "--only=";

    public static RunOptions Parse(string[] args)
    {
        var numbers = args.Where(one => !one.StartsWith('-')).Select(one => int.Parse(one, null)).ToArray();
        return new(
            TimeSpan.FromSeconds(numbers.ElementAtOrDefault(0) is > 0 and var seconds ? seconds : 3),
            numbers.ElementAtOrDefault(1) is > 0 and var users ? users : 1_000_000,
            numbers.ElementAtOrDefault(2) is > 0 and var pools ? pools : 10_000,
            Find(args, RowsName)?.Split(',') ?? [],
            Find(args, OnlyName));
    }

    /// <summary>Whether a row is asked for.</summary>
    public bool Has(string row) => RowTexts.Count == 0 || RowTexts.Any(text => row.Contains(text, StringComparison.Ordinal));

    /// <summary>Whether a part of the run is asked for.</summary>
    public bool HasPart(string part) => Only is null || Only == part;

    private static string? Find(string[] args, string name) =>
        args.FirstOrDefault(one => one.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
}
