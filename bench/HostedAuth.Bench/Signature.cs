using System.Security.Cryptography;

namespace HostedAuth.Bench;

/// <summary>
/// The unit of this benchmark: an RS256 signature with a 2048-bit key, on all cores at once. It is measured before and after
/// each row, since what a core does in a second changes with the machine's other guests and its clock.
/// </summary>
internal static class Signature
{
    private const int Count = 1000;

    private static readonly RSA Key = RSA.Create(2048);
    private static readonly byte[] Text = new byte[600];

    /// <summary>The CPU time of one.</summary>
    public static TimeSpan Measure() => Yardstick.Run(Count, Sign).Cpu;

    /// <summary>The mean of what it was and what it is now.</summary>
    public static TimeSpan MeanSince(TimeSpan before) => (before + Measure()) / 2;

    private static void Sign() => Key.SignData(Text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}
