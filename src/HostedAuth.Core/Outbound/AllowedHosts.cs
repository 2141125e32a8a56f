using System.Net;

namespace HostedAuth.Core.Outbound;

/// <summary>
/// Exceptions from the rule that only public addresses are called: hosts, with a port or for all, and networks.
/// </summary>
internal sealed class AllowedHosts(IReadOnlyList<string> entries)
{
    private readonly string[] _hosts = [.. entries.Where(entry => !IsNetwork(entry))];
    private readonly IPNetwork[] _networks = [.. entries.Where(IsNetwork).Select(IPNetwork.Parse)];

    public bool HasName(string host, int port) => _hosts.Any(entry =>
        entry.Equals(host, StringComparison.OrdinalIgnoreCase)
        || entry.Equals($"{host}:{port}", StringComparison.OrdinalIgnoreCase));

    public bool HasAddress(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _networks.Any(network => network.Contains(plain));
    }

    private static bool IsNetwork(string entry) => entry.Contains('/', StringComparison.Ordinal);
}
