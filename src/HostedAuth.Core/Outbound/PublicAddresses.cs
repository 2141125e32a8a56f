using System.Net;
using System.Net.Sockets;

namespace HostedAuth.Core.Outbound;

/// <summary>
/// Which addresses are out on the internet (IANA's special-purpose registries). All else is this machine, its network or
/// nobody's, and no place to send a caller's request to.
/// </summary>
public static class PublicAddresses
{
    private static readonly IPNetwork[] Reserved4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // Of IPv6 only 2000::/3 is given out; within it these are not, or hide an IPv4 address (6to4, Teredo).
    private static readonly IPNetwork Unicast6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] Reserved6 =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    /// <summary>RFC 6052: what a translator reaches under it is the IPv4 address in the last four bytes.</summary>
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    public static bool Contain(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
        {
            return Contain(address.MapToIPv4());
        }

        if (address.AddressFamily is AddressFamily.InterNetwork)
        {
            return !Reserved4.Any(network => network.Contains(address));
        }

        return Translated.Contains(address)
            ? Contain(new IPAddress(address.GetAddressBytes().AsSpan(12)))
            : Unicast6.Contains(address) && !Reserved6.Any(network => network.Contains(address));
    }
}
