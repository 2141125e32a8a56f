using System.Net;
using System.Net.Sockets;
using HostedAuth.Core.Deployment;

namespace HostedAuth.Core.Outbound;

/// <summary>
/// Opens connections for whatever address somebody configured, and to public ones only (server-side request forgery). What
/// is checked is the address that is connected to: no spelling of it, and no answer of DNS that changes between a check and
/// its use, gets around that. The settings name the exceptions, of their own for each <see cref="ChosenBy"/>.
/// </summary>
public sealed class AddressGuard
{
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;
    private readonly AllowedHosts _ofOperators;
    private readonly AllowedHosts _ofAnyone;

    public AddressGuard(Settings settings)
        : this(settings, Dns.GetHostAddressesAsync)
    {
    }

    /// <param name="settings">Where the exceptions stand.</param>
    /// <param name="resolve">Gives the addresses of a host name.</param>
    internal AddressGuard(Settings settings, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        _resolve = resolve;
        _ofOperators = new(settings.Outbound.AllowedHosts);
        _ofAnyone = new(settings.Outbound.AllowedHostsOfRegisteredClients);
    }

    /// <summary>
    /// Whether requests to it may go unencrypted: only an operator's, to what the deployment allows them by name or network.
    /// </summary>
    public bool MayBePlain(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return _ofOperators.HasName(address.IdnHost, address.Port)
            || (IPAddress.TryParse(address.IdnHost, out var literal) && _ofOperators.HasAddress(literal));
    }

    /// <summary>Connects, or throws <see cref="OutboundException"/>; the connect callback of a handler.</summary>
    public async ValueTask<Stream> ConnectAsync(
        string host,
        int port,
        ChosenBy chosenBy,
        CancellationToken cancellationToken)
    {
        var exceptions = chosenBy is ChosenBy.Operator ? _ofOperators : _ofAnyone;
        var addresses = await FindAsync(host, cancellationToken);
        var allowed = exceptions.HasName(host, port)
            ? addresses
            : [.. addresses.Where(address => PublicAddresses.Contain(address) || exceptions.HasAddress(address))];
        if (allowed.Length == 0)
        {
            throw new OutboundException(OutboundFailure.Forbidden, "The address is on the inside, and no exception of Outbound names its host.");
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
}
