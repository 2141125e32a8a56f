using System.Collections.Concurrent;
using System.Text;
using HostedAuth.Core.Outbound;
using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Oidc.PushedRequests;

/// <summary>
/// Request objects that clients publish at a <c>request_uri</c> (RFC 9101, section 5.2), fetched through the guarded way out.
/// Anybody may send a browser here, so who comes within seconds shares one fetch, and its failure too (section 10.4).
/// </summary>
internal sealed class PublishedRequests(OutboundHttp http, TimeProvider time)
{
    private const int MaximumAddresses = 1000;

    private static readonly TimeSpan FetchTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SharedFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Address, ChosenBy ChosenBy), Entry> _entries = new();

    /// <summary>What the address answered, now or a few seconds ago.</summary>
    /// <param name="address">The <c>request_uri</c>, one that is registered.</param>
    /// <param name="chosenBy">Who chose the address.</param>
    /// <param name="cancellationToken">Ends the wait, not the fetch: others may wait for it too.</param>
    public Task<PublishedRequest> FindAsync(Uri address, ChosenBy chosenBy, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var entry = _entries.AddOrUpdate(
            (address.OriginalString, chosenBy),
            _ => NewEntry(address, chosenBy, now),
            (_, last) => now - last.AskedAt < SharedFor ? last : NewEntry(address, chosenBy, now));
        Trim(now);
        return entry.Fetch.Value.WaitAsync(cancellationToken);
    }

    /// <summary>The next who comes fetches anew.</summary>
    public void Forget(Uri address, ChosenBy chosenBy) => _entries.TryRemove((address.OriginalString, chosenBy), out _);

    private Entry NewEntry(Uri address, ChosenBy chosenBy, DateTimeOffset now) =>
        new(now, new(() => FetchAsync(address, chosenBy)));

    private async Task<PublishedRequest> FetchAsync(Uri address, ChosenBy chosenBy)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            var answer = await http.SendAsync(request, chosenBy, FetchTime, ForeignJws.DefaultMaximumLength, CancellationToken.None);
            return answer.IsSuccess
                ? new PublishedRequest.Found(Encoding.ASCII.GetString(answer.Body).Trim())
                : new PublishedRequest.Refused();
        }
        catch (OutboundException)
        {
            return new PublishedRequest.Unreachable();
        }
    }

    /// <summary>What nobody shares any more goes when there is much of it.</summary>
    private void Trim(DateTimeOffset now)
    {
        if (_entries.Count > MaximumAddresses)
        {
            foreach (var old in _entries.Where(pair => now - pair.Value.AskedAt >= SharedFor))
            {
                _entries.TryRemove(old);
            }
        }
    }

    private sealed record Entry(DateTimeOffset AskedAt, Lazy<Task<PublishedRequest>> Fetch);
}

/// <summary>What an address answered.</summary>
internal abstract record PublishedRequest
{
    private PublishedRequest()
    {
    }

    /// <param name="Text">The request object, unread.</param>
    public sealed record Found(string Text) : PublishedRequest;

    /// <summary>An answer without success.</summary>
    public sealed record Refused : PublishedRequest;

    /// <summary>No answer, or none that may be read.</summary>
    public sealed record Unreachable : PublishedRequest;
}
