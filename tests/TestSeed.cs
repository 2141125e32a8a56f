using System.Globalization;

namespace HostedAuth.Tests;

/// <summary>
/// Where made-up input begins: at the same place in every run, so that a test that fails says something of the change before
/// it. HOSTEDAUTH_TEST_SEED, set to another number, begins elsewhere.
/// </summary>
internal static class TestSeed
{
    private const string Variable = "HOSTEDAUTH_TEST_SEED";

    public static ulong Value { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text
        ? ulong.Parse(text, CultureInfo.InvariantCulture)
        : 20261101;

    /// <summary>For what a failure says.</summary>
    public static string Text { get; } = $"{Variable}={Value}";
}
