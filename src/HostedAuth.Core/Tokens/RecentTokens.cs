using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using HostedAuth.Core.Tokens.Keys;

namespace HostedAuth.Core.Tokens;

/// <summary>
/// The claims of access tokens that were read lately and found authentic: who calls comes back with the same token, and to
/// prove it anew costs more than all else that is done with it. Remembered by the token's SHA-256 and for one set of keys, so
/// what another set says of it is found out anew; time, session and user are looked at each time, elsewhere. What isn't
/// authentic is never remembered.
/// </summary>
public sealed class RecentTokens
{
    /// <summary>Of each generation: with the one before there are at most twice as many.</summary>
    private const int Most = 2048;

    /// <summary>Longer ones, in characters, are read each time, so that the memory taken is known.</summary>
    private const int LongestKept = 2048;

    private ConcurrentDictionary<Key, JsonElement> _young = new();
    private ConcurrentDictionary<Key, JsonElement> _old = new();

    /// <param name="token">As presented.</param>
    /// <param name="keys">By which it is to be authentic.</param>
    /// <param name="read">Finds out; null for a token that isn't.</param>
    internal JsonElement? Read(string token, PoolKeys keys, Func<string, JsonElement?> read)
    {
        if (token.Length > LongestKept)
        {
            return read(token);
        }

        var key = KeyOf(token, keys);
        if (_young.TryGetValue(key, out var known))
        {
            return known;
        }

        if (!_old.TryGetValue(key, out known))
        {
            if (read(token) is not { } found)
            {
                return null;
            }

            known = found;
        }

        Keep(key, known);
        return known;
    }

    private void Keep(Key key, JsonElement claims)
    {
        var young = _young;
        young[key] = claims;
        if (young.Count > Most && Interlocked.CompareExchange(ref _young, new(), young) == young)
        {
            _old = young;
        }
    }

    private static Key KeyOf(string token, PoolKeys keys)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(token.AsSpan()), hash);
        return new Key(
            keys.Identity,
            BinaryPrimitives.ReadUInt128BigEndian(hash),
            BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
    }

    private readonly record struct Key(Guid Keys, UInt128 First, UInt128 Second);
}
