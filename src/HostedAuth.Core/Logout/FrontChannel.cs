using HostedAuth.Core.AppClients;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Logout;

/// <summary>
/// The addresses that a browser opens in frames when it signs out (OpenID Connect Front-Channel Logout 1.0): those of the
/// clients that its session signed in to.
/// </summary>
public sealed class FrontChannel(HostedAuthDbContext context, PoolScope scope, Issuer issuer)
{
    /// <summary>
    /// The addresses, with <c>iss</c> and <c>sid</c> where the client wants them (section 3), in a fixed order.
    /// </summary>
    /// <param name="ssoSessionId">The browser's session, whether it lives or has ended.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<Uri>> AddressesAsync(string ssoSessionId, CancellationToken cancellationToken)
    {
        var clients = scope.Pool.FrontChannelClients;
        if (clients.Count == 0)
        {
            return [];
        }

        var signedIn = await context.TokenSessions.AsNoTracking()
            .Where(session => session.SsoSessionId == ssoSessionId && clients.Contains(session.ClientId))
            .Select(session => session.ClientId)
            .Distinct()
            .OrderBy(clientId => clientId)
            .ToListAsync(cancellationToken);
        return [.. signedIn.Select(scope.Pool.FindClient).OfType<ClientSnapshot>().Select(client => AddressOf(client, ssoSessionId))];
    }

    private Uri AddressOf(ClientSnapshot client, string ssoSessionId)
    {
        var address = client.Metadata.FrontchannelLogoutUri!;
        if (client.Metadata.FrontchannelLogoutSessionRequired != true)
        {
            return new Uri(address);
        }

        var separator = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var issuerOfPool = Uri.EscapeDataString(issuer.Of(scope.Pool));
        return new Uri($"{address}{separator}iss={issuerOfPool}&sid={Uri.EscapeDataString(client.SessionIdOf(ssoSessionId))}");
    }
}
