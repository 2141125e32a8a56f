using System.Diagnostics;
using System.Security.Cryptography;

namespace HostedAuth.Bench;

/// <summary>The unit of this benchmark: an RS256 signature with a 2048-bit key, measured on the same machine in the same run.</summary>
internal static class Signature
{
    private const int Count = 2000;

    public static TimeSpan Measure()
    {
        using var key = RSA.Create(2048);
        var text = new byte[600];
        Sign(key, text, Count / 10);
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        Sign(key, text, Count);
        return (Process.GetCurrentProcess().TotalProcessorTime - before) / Count;
    }

    private static void Sign(RSA key, byte[] text, int count)
    {
        for (var i = 0; i < count; i++)
        {
            key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }
}
