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
    private static readonly TimeSpan FetchTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(10);

    // After a fetch that failed, and after one that was made for a missing key.
    private static readonly TimeSpan PauseOfFailure = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PauseOfMissing = TimeSpan.FromSeconds(10);

    // While their server is down, known keys go on for this long.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    // Each has its own, so that whoever registers clients without end pushes out no keys of those whom operators named.
    private readonly Shelf _ofOperators = new(MostAddresses: 1000, MostBytes: 128 * 1024);
    private readonly Shelf _ofAnyone = new(MostAddresses: 200, MostBytes: 32 * 1024);

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
        var shelf = chosenBy is ChosenBy.Operator ? _ofOperators : _ofAnyone;
        var entry = shelf.Entries.AddOrUpdate(
            address,
            _ => NewEntry(last: null),
            (_, last) => IsDue(last, now, isKeyMissing) ? NewEntry(last) : last);
        if (entry.AskedAt == now)
        {
            shelf.Trim(now);
        }

        return await entry.Fetch.Value.WaitAsync(cancellationToken) is { } keys
            ? Remember(entry, keys).Set
            : entry.Known is { } known && known.FetchedAt + Patience > now ? known.Set : JsonWebKeySet.Empty;

        Entry NewEntry(Entry? last) => new(last, new Lazy<Task<Keys?>>(() => FetchAsync(address, chosenBy, shelf.MostBytes)))
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

    private async Task<Keys?> FetchAsync(string address, ChosenBy chosenBy, int mostBytes)
    {
        try
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            {
                return null;
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            request.Headers.Accept.ParseAdd("application/jwk-set+json, application/json");
            var answer = await http.SendAsync(request, chosenBy, FetchTime, mostBytes, CancellationToken.None);
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

    [LoggerMessage(3201, LogLevel.Information, "Keys could not be fetched from a jwks_uri: {Failure}.")]
    private partial void LogFailed(OutboundFailure failure);

    [LoggerMessage(3202, LogLevel.Information, "A jwks_uri answered {Status} and no set of keys.")]
    private partial void LogUnusable(int status);

    private sealed record Keys(JsonWebKeySet Set, DateTimeOffset FetchedAt);

    /// <summary>The keys of some addresses.</summary>
    /// <param name="MostAddresses">Beyond, those asked for longest ago go.</param>
    /// <param name="MostBytes">Of one set.</param>
    private sealed record Shelf(int MostAddresses, int MostBytes)
    {
        public ConcurrentDictionary<string, Entry> Entries { get; } = new();

        public void Trim(DateTimeOffset now)
        {
            var isFull = Entries.Count > MostAddresses;
            var byAge = Entries.OrderBy(pair => pair.Value.AskedAt);
            foreach (var old in byAge.TakeWhile((pair, index) =>
                (isFull && index < MostAddresses / 10) || now - pair.Value.AskedAt > Patience))
            {
                // What is older than patience is good for nobody.
                Entries.TryRemove(old);
            }
        }
    }

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
