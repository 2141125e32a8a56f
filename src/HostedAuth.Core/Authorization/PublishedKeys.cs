using System.Collections.Concurrent;
using HostedAuth.Core.Outbound;
using HostedAuth.Core.Tokens.Jose;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Core.Authorization;

/// <summary>
/// Keys that others publish at a <c>jwks_uri</c>, fetched through the guarded way out and kept in memory. One fetch at a
/// time for each address. A key that is missing, since it was changed a moment ago, has them fetched at once, but not twice
/// within ten seconds, whatever anybody sends.
/// </summary>
public sealed partial class PublishedKeys(OutboundHttp http, TimeProvider time, ILogger<PublishedKeys> logger)
{
    private const int MaximumAddresses = 1000;
    private const int MaximumBytes = 128 * 1024;

    private static readonly TimeSpan FetchTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(10);

    // After a fetch that failed, and after one that was made for a missing key.
    private static readonly TimeSpan PauseOfFailure = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PauseOfMissing = TimeSpan.FromSeconds(10);

    // While their server is down, known keys go on for this long.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(string Address, ChosenBy ChosenBy), Entry> _entries = new();

    /// <summary>The keys as they were fetched last; none when they can't be had.</summary>
    /// <param name="address">The <c>jwks_uri</c>.</param>
    /// <param name="chosenBy">Who chose the address.</param>
    /// <param name="isKeyMissing">Whether they lacked a key a moment ago: fetches anew unless that was done just now.</param>
    /// <param name="cancellationToken">Ends the wait, not the fetch: others may wait for it too.</param>
    public async Task<JsonWebKeySet> FindAsync(
        string address,
        ChosenBy chosenBy,
        bool isKeyMissing,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var entry = _entries.AddOrUpdate(
            (address, chosenBy),
            _ => NewEntry(last: null),
            (_, last) => IsDue(last, now, isKeyMissing) ? NewEntry(last) : last);
        Trim();
        return await entry.Fetch.Value.WaitAsync(cancellationToken) is { } keys
            ? Remember(entry, keys).Set
            : entry.Known is { } known && known.FetchedAt + Patience > now ? known.Set : JsonWebKeySet.Empty;

        Entry NewEntry(Entry? last) => new(last, new Lazy<Task<Keys?>>(() => FetchAsync(address, chosenBy)))
        {
            AskedAt = now,
            AskedForMissingAt = isKeyMissing ? now : last?.AskedForMissingAt,
        };
    }

    private static bool IsDue(Entry last, DateTimeOffset now, bool isKeyMissing)
    {
        if (last.Fetch is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result: null } })
        {
            return now - last.AskedAt >= PauseOfFailure;
        }

        var isWanted = isKeyMissing && !(now - last.AskedForMissingAt < PauseOfMissing);
        return isWanted || now - last.AskedAt >= Freshness;
    }

    private static Keys Remember(Entry entry, Keys keys) => entry.Known = keys;

    private async Task<Keys?> FetchAsync(string address, ChosenBy chosenBy)
    {
        try
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            {
                return null;
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            request.Headers.Accept.ParseAdd("application/jwk-set+json, application/json");
            var answer = await http.SendAsync(request, chosenBy, FetchTime, MaximumBytes, CancellationToken.None);
            if (answer.IsSuccess && JsonWebKeySet.Parse(answer.Body) is { } set)
            {
                return new Keys(set, time.GetUtcNow());
            }

            LogUnusable((int)answer.Status);
        }
        catch (OutboundException failure)
        {
            LogFailed(failure.Failure);
        }

        return null;
    }

    /// <summary>Whoever registers addresses without end pushes out the ones asked for longest ago.</summary>
    private void Trim()
    {
        if (_entries.Count > MaximumAddresses)
        {
            foreach (var old in _entries.OrderBy(pair => pair.Value.AskedAt).Take(MaximumAddresses / 10))
            {
                _entries.TryRemove(old);
            }
        }
    }

    [LoggerMessage(3201, LogLevel.Information, "Keys could not be fetched from a jwks_uri: {Failure}.")]
    private partial void LogFailed(OutboundFailure failure);

    [LoggerMessage(3202, LogLevel.Information, "A jwks_uri answered {Status} and no set of keys.")]
    private partial void LogUnusable(int status);

    private sealed record Keys(JsonWebKeySet Set, DateTimeOffset FetchedAt);

    private sealed class Entry(Entry? last, Lazy<Task<Keys?>> fetch)
    {
        public required DateTimeOffset AskedAt { get; init; }

        /// <summary>When somebody last came with a key that was missing, and was the cause of a fetch.</summary>
        public required DateTimeOffset? AskedForMissingAt { get; init; }

        public Lazy<Task<Keys?>> Fetch { get; } = fetch;

        /// <summary>The last good ones, of this fetch or of one before.</summary>
        public Keys? Known { get; set; } = last?.Known;
    }
}
