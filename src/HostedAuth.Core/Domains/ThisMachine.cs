using System.Net;

namespace HostedAuth.Core.Domains;

/// <summary>The names by which a machine calls itself.</summary>
public static class ThisMachine
{
    private const string Name = "localhost";

    /// <summary>Whether a host is a loopback address, <c>localhost</c> or a name below it (RFC 6761, section 6.3).</summary>
    /// <param name="host">Without a port; an IPv6 address with or without brackets.</param>
    public static bool Is(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.Equals(Name, StringComparison.OrdinalIgnoreCase)
            || host.EndsWith($".{Name}", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
    }
}
