using System.Net;

namespace HostedAuth.Core.Outbound;

/// <summary>An answer, whole.</summary>
/// <param name="Status">The status; a redirect is an answer like any other and isn't followed.</param>
/// <param name="Headers">By name, in any case.</param>
/// <param name="Body">At most as long as the caller takes.</param>
public sealed record OutboundAnswer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;
}
