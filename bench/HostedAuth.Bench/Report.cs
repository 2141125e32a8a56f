namespace HostedAuth.Bench;

/// <summary>The tables.</summary>
internal static class Report
{
    /// <summary>What stays within a fifth is flat.</summary>
    private const double Flat = 1.2;

    /// <param name="title">Above the table.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="commands">Of each request, the statements sent to the database.</param>
    /// <param name="comparedWith">The same rows of a smaller world.</param>
    public static void Print(
        string title,
        IReadOnlyList<Row> rows,
        IReadOnlyDictionary<string, string>? commands = null,
        IReadOnlyList<Row>? comparedWith = null)
    {
        Console.WriteLine($"\n{title}\n");
        Console.WriteLine("| Request | CPU, in signatures | aim | | database | a second | p50 ms | p99 ms | failed | compiling |"
            + (comparedWith is null ? "" : " against before | |"));
        Console.WriteLine("| --- | ---: | ---: | --- | --- | ---: | ---: | ---: | ---: | ---: |"
            + (comparedWith is null ? "" : " ---: | --- |"));
        foreach (var row in rows)
        {
            var cpu = double.IsNaN(row.Signatures) ? "" : $"{row.Signatures:0.00}";
            var met = row.Aim is null ? "" : row.Signatures <= row.Aim ? "met" : "**missed**";
            Console.WriteLine(
                $"| {row.Name} | {cpu} | {row.Aim} | {met} | {commands?.GetValueOrDefault(row.Name)} | {row.PerSecond:0} "
                + $"| {row.P50:0.00} | {row.P99:0.00} | {row.Failures} | {row.Compiling:0 %} |{Growth(row, comparedWith)}");
        }
    }

    private static string Growth(Row row, IReadOnlyList<Row>? before)
    {
        if (before is null)
        {
            return "";
        }

        var factor = row.Signatures / before.First(one => one.Name == row.Name).Signatures;
        return $" {factor:0.00} | {(factor <= Flat ? "flat" : "**grows**")} |";
    }
}
