using HostedAuth.Core.Deployment;
using HostedAuth.Core.Domains;
using HostedAuth.Core.UserPools;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Dpop;

/// <summary>
/// The address that a DPoP proof must be for (<c>htu</c>). Built from the settings, since a proxy may speak http with this
/// server and since Host is the caller's word: a proof made for somebody else must not fit by it.
/// </summary>
internal sealed class DpopTarget(Settings settings, PoolAddress addresses)
{
    private const int LongestUri = 2048;

    private readonly bool _isTriedOut = ThisMachine.Is(new Uri(settings.PublicUrl).IdnHost);

    /// <summary>
    /// Whether the claim names the request's address, without query and fragment, both normalized (RFC 9449, section 4.3;
    /// RFC 3986, sections 6.2.2 and 6.2.3).
    /// </summary>
    public bool Is(string claimed, HttpRequest request, PoolSnapshot pool) =>
        Normalize(claimed) is { } normalized
        && BasesOf(request, pool).Any(address => Normalize(address + request.Path) == normalized);

    /// <summary>
    /// The pool's addresses, and, for who tries things out, this machine by any name. A server with a public name has none but
    /// that: a proof for what else runs at somebody's localhost is not for it.
    /// </summary>
    private IEnumerable<string> BasesOf(HttpRequest request, PoolSnapshot pool) =>
        _isTriedOut && ThisMachine.Is(request.Host.Host)
            ? addresses.AllOf(pool).Append($"{request.Scheme}://{request.Host}{request.PathBase}")
            : addresses.AllOf(pool);

    private static string? Normalize(string text) =>
        text.Length <= LongestUri
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "https" or "http"
        && uri.UserInfo.Length == 0
            ? uri.GetLeftPart(UriPartial.Path)
            : null;
}
