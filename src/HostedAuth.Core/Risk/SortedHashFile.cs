using System.Text;

namespace HostedAuth.Core.Risk;

/// <summary>
/// A file of hashes in hexadecimal, one a line, sorted, each perhaps with <c>:</c> and a count behind it: as large as it
/// likes, since a search reads some thirty lines of it.
/// </summary>
internal static class SortedHashFile
{
    /// <summary>Longer than any line; a hash has 40 digits.</summary>
    private const int LongestLine = 128;

    public static async Task<bool> ContainsAsync(string path, string hash, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read,
            bufferSize: 1,
            FileOptions.Asynchronous | FileOptions.RandomAccess);
        var (low, high) = (0L, file.Length);
        // A line that holds the hash begins in [low, high).
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var (start, line) = await LineAtAsync(file, middle, cancellationToken);
            var order = string.Compare(HashOf(line), hash, StringComparison.OrdinalIgnoreCase);
            if (order == 0)
            {
                return true;
            }

            (low, high) = order < 0 ? (Math.Max(middle + 1, start + line.Length), high) : (low, Math.Min(start, middle));
        }

        return false;
    }

    /// <summary>The line that the position lies in, with its end, and where it begins.</summary>
    private static async Task<(long Start, string Line)> LineAtAsync(
        FileStream file,
        long position,
        CancellationToken cancellationToken)
    {
        var from = Math.Max(0, position - LongestLine);
        var buffer = new byte[2 * LongestLine];
        file.Position = from;
        var count = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        var text = Encoding.ASCII.GetString(buffer, 0, count);
        var at = (int)(position - from);
        // An end of line belongs to the line that it ends.
        var start = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        var end = text.IndexOf('\n', at);
        return (from + start, end < 0 ? text[start..] : text[start..(end + 1)]);
    }

    private static string HashOf(string line) => line.Split(':')[0].Trim();
}
