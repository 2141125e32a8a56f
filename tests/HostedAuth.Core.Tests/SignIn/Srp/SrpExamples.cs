using System.Text.Json;

namespace HostedAuth.Core.Tests.SignIn.Srp;

/// <summary>
/// Worked examples (<c>examples.json</c>), the corner cases of the padding among them: numbers that are short or have a set
/// top bit.
/// </summary>
internal static class SrpExamples
{
    public static IReadOnlyList<SrpExample> All { get; } = Read();

    /// <summary>By number, since tests are named after what they are given.</summary>
    public static TheoryData<int> Numbers { get; } = [.. Enumerable.Range(0, All.Count)];

    private static List<SrpExample> Read()
    {
        using var file = typeof(SrpExamples).Assembly.GetManifestResourceStream(typeof(SrpExamples), "examples.json")!;
        return JsonSerializer.Deserialize<List<SrpExample>>(file)!;
    }
}
