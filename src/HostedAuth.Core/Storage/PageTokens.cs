using System.Buffers.Text;
using System.Text;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Storage;

/// <summary>
/// The tokens by which lists are read on: where the last page ended, sealed and bound to the list, so that nobody reads or
/// forges them or uses them for another list.
/// </summary>
public sealed class PageTokens(Sealer sealer)
{
    /// <summary>
    /// The key after which the page begins; null at the start. Refuses with InvalidParameter a token not of this list.
    /// </summary>
    /// <param name="list">Names the list: operation, pool, and what else selects its rows.</param>
    /// <param name="token">What the caller sent.</param>
    public string? Open(string list, string? token)
    {
        if (token is null)
        {
            return null;
        }

        var bytes = Encoding.ASCII.GetBytes(token);
        if (Base64Url.IsValid(bytes)
            && sealer.TryOpen(SealKind.PageToken, list, Base64Url.DecodeFromUtf8(bytes), out var key))
        {
            return Encoding.UTF8.GetString(key);
        }

        throw AuthError.InvalidParameter("Invalid pagination token.").AsException();
    }

    /// <summary>The page, cut from the rows that follow the last one.</summary>
    /// <param name="list">Names the list, as for <see cref="Open"/>.</param>
    /// <param name="rows">One row more than the limit, where there are so many.</param>
    /// <param name="limit">How many rows the caller wants.</param>
    /// <param name="key">What the list is ordered by; unique.</param>
    public Page<T> Cut<T>(string list, IReadOnlyList<T> rows, int limit, Func<T, string> key)
    {
        if (rows.Count <= limit)
        {
            return new(rows, null);
        }

        var last = Encoding.UTF8.GetBytes(key(rows[limit - 1]));
        return new([.. rows.Take(limit)], Base64Url.EncodeToString(sealer.Seal(SealKind.PageToken, list, last)));
    }

    /// <summary>A page of rows that are in memory, ordered by their key.</summary>
    public Page<T> Page<T>(string list, string? token, IEnumerable<T> rows, int limit, Func<T, string> key)
    {
        var after = Open(list, token);
        var following = rows.Where(row => string.CompareOrdinal(key(row), after) > 0)
            .OrderBy(key, StringComparer.Ordinal)
            .Take(limit + 1)
            .ToList();
        return Cut(list, following, limit, key);
    }
}
