namespace HostedAuth.Bench;

/// <summary>The table.</summary>
internal static class Report
{
    public static void Print(string title, IReadOnlyList<Row> rows, IReadOnlyList<Row>? comparedWith = null)
    {
        Console.WriteLine($"\n{title}\n");
        Console.WriteLine("| Request | CPU, in signatures | a second | p50 ms | p99 ms | failed |"
            + (comparedWith is null ? "" : " against few users |"));
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |" + (comparedWith is null ? "" : " ---: |"));
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var growth = comparedWith is null ? "" : $" {row.Signatures / comparedWith[i].Signatures:0.00} |";
            Console.WriteLine(
                $"| {row.Name} | {(double.IsNaN(row.Signatures) ? "" : $"{row.Signatures:0.00}")} | {row.PerSecond:0} | {row.P50:0.00} | {row.P99:0.00} | {row.Failures} |{growth}");
        }
    }
}
