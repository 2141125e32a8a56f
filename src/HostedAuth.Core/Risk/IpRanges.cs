using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace HostedAuth.Core.Risk;

/// <summary>Ranges of addresses (CIDR, RFC 4632, and RFC 4291 section 2.3), and the network that an address belongs to.</summary>
public static class IpRanges
{
    /// <summary>A household or an office of IPv4, roughly.</summary>
    private const int NetworkBitsOfIPv4 = 24;

    /// <summary>What one site of IPv6 gets at most (RFC 6177).</summary>
    private const int NetworkBitsOfIPv6 = 48;

    /// <summary>Whether the text is an address, or one with <c>/length</c>.</summary>
    public static bool IsRange(string text) => Parse(text) is not null;

    /// <summary>Whether the address lies in one of the ranges. What is no address lies in none.</summary>
    public static bool Contain(IReadOnlyList<string>? ranges, string? address) =>
        ranges is { Count: > 0 }
        && Read(address) is { } candidate
        && ranges.Select(Parse).Any(range => range is { } known
            && known.Address.AddressFamily == candidate.AddressFamily
            && Mask(candidate, known.Bits).Equals(Mask(known.Address, known.Bits)));

    /// <summary>The network of the address, as a text to compare; empty for what is no address.</summary>
    public static string NetworkOf(string? address) => Read(address) is { } known
        ? Mask(known, known.AddressFamily is AddressFamily.InterNetwork ? NetworkBitsOfIPv4 : NetworkBitsOfIPv6).ToString()
        : "";

    /// <summary>
    /// The address; of IPv6 the /64, since one household has all of it. As a text; empty for what is no address.
    /// </summary>
    public static string HouseholdOf(string? address) => Read(address) is { } known
        ? Mask(known, known.AddressFamily is AddressFamily.InterNetwork ? 32 : 64).ToString()
        : "";

    /// <summary>
    /// The /48 of an IPv6 address, since one line has many households' /64, and a rented one all of them. As a text; null for
    /// other addresses, and for what is none.
    /// </summary>
    public static string? SiteOf(string? address) =>
        Read(address) is { AddressFamily: AddressFamily.InterNetworkV6 } known ? Mask(known, NetworkBitsOfIPv6).ToString() : null;

    /// <summary>Whether it is the machine's own: of a program beside this one, or of a proxy that no setting names.</summary>
    public static bool IsOfThisMachine(string? address) => Read(address) is { } known && IPAddress.IsLoopback(known);

    private static (IPAddress Address, int Bits)? Parse(string text)
    {
        var parts = text.Trim().Split('/');
        if (parts.Length > 2 || Read(parts[0]) is not { } address)
        {
            return null;
        }

        var all = address.GetAddressBytes().Length * 8;
        if (parts.Length == 1)
        {
            return (address, all);
        }

        return int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && bits <= all
            ? (address, bits)
            : null;
    }

    /// <summary>An IPv4 address that is written as IPv6 (<c>::ffff:</c>) is an IPv4 address.</summary>
    private static IPAddress? Read(string? text) => IPAddress.TryParse(text, out var address)
        ? address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address
        : null;

    private static IPAddress Mask(IPAddress address, int bits)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(bits - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - kept));
        }

        return new IPAddress(bytes);
    }
}
