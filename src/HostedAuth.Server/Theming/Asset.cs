using System.IO.Compression;
using System.Security.Cryptography;

namespace HostedAuth.Server.Theming;

/// <summary>A file of the pages, as it is and compressed once for all.</summary>
/// <param name="Name">With the fingerprint: <c>theme.3f9a0c51d2.css</c>.</param>
/// <param name="ContentType">Of the file itself.</param>
/// <param name="Plain">As it is.</param>
/// <param name="Brotli">Compressed by Brotli.</param>
/// <param name="GZip">Compressed by gzip.</param>
internal sealed record Asset(string Name, string ContentType, byte[] Plain, byte[] Brotli, byte[] GZip)
{
    private const int FingerprintBytes = 8;

    /// <summary>The asset of a file.</summary>
    public static Asset Of(string fileName, byte[] content, string contentType)
    {
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, FingerprintBytes));
        var name = $"{Path.GetFileNameWithoutExtension(fileName)}.{fingerprint}{Path.GetExtension(fileName)}";
        return new(
            name,
            contentType,
            content,
            Compress(content, to => new BrotliStream(to, CompressionLevel.SmallestSize)),
            Compress(content, to => new GZipStream(to, CompressionLevel.SmallestSize)));
    }

    private static byte[] Compress(byte[] content, Func<Stream, Stream> compressor)
    {
        using var compressed = new MemoryStream();
        using (var stream = compressor(compressed))
        {
            stream.Write(content);
        }

        return compressed.ToArray();
    }
}
