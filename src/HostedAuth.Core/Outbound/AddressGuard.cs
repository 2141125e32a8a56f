using System.Net;
using System.Net.Sockets;
using HostedAuth.Core.Deployment;

namespace HostedAuth.Core.Outbound;

/// <summary>
/// Opens connections for whatever address somebody configured, and to public ones only (server-side request forgery). What
/// is checked is the address that is connected to: no spelling of it, and no answer of DNS that changes between a check and
/// its use, gets around that. <c>Outbound:AllowedHosts</c> names the exceptions.
/// </summary>
public sealed class AddressGuard
{
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;
    private readonly IReadOnlyList<string> _hosts;
    private readonly IReadOnlyList<IPNetwork> _networks;

    public AddressGuard(Settings settings)
        : this(settings, Dns.GetHostAddressesAsync)
    {
    }

    /// <param name="settings">Where the exceptions stand.</param>
    /// <param name="resolve">Gives the addresses of a host name.</param>
    internal AddressGuard(Settings settings, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        var allowed = settings.Outbound.AllowedHosts;
        _resolve = resolve;
        _networks = [.. allowed.Where(entry => entry.Contains('/', StringComparison.Ordinal)).Select(IPNetwork.Parse)];
        _hosts = [.. allowed.Where(entry => !entry.Contains('/', StringComparison.Ordinal))];
    }

    /// <summary>Whether requests to it may go unencrypted: only to what the deployment allows by name or network.</summary>
    public bool MayBePlain(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return IsAllowedName(address.IdnHost, address.Port)
            || (IPAddress.TryParse(address.IdnHost, out var literal) && IsInAllowedNetwork(literal));
    }

    /// <summary>Connects, or throws <see cref="OutboundException"/>; the connect callback of a handler.</summary>
    public async ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var addresses = await FindAsync(host, cancellationToken);
        var allowed = IsAllowedName(host, port)
            ? addresses
            : [.. addresses.Where(address => PublicAddresses.Contain(address) || IsInAllowedNetwork(address))];
        if (allowed.Length == 0)
        {
            throw new OutboundException(OutboundFailure.Forbidden, "The address is on the inside, and Outbound:AllowedHosts doesn't name its host.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IPAddress[]> FindAsync(string host, CancellationToken cancellationToken) =>
        IPAddress.TryParse(host, out var literal) ? [literal] : await _resolve(host, cancellationToken);

    private bool IsAllowedName(string host, int port) => _hosts.Any(entry =>
        entry.Equals(host, StringComparison.OrdinalIgnoreCase)
        || entry.Equals($"{host}:{port}", StringComparison.OrdinalIgnoreCase));

    private bool IsInAllowedNetwork(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _networks.Any(network => network.Contains(plain));
    }
}
