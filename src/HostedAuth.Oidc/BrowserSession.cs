using HostedAuth.Core.Devices;
using HostedAuth.Core.Logout;
using HostedAuth.Core.Requests;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Users;
using HostedAuth.Oidc.Logout;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc;

/// <summary>The SSO session of the browser at hand.</summary>
public sealed class BrowserSession(
    SsoCookie cookie,
    SsoSessions sessions,
    DeviceCookie device,
    BrowserDevices devices,
    FrontChannel frontChannel,
    SignedOutCookie signedOut,
    CallDetails call)
{
    /// <summary>The living session that the browser's cookie names, or null.</summary>
    public async Task<SsoSessionUser?> FindAsync(HttpRequest request, CancellationToken cancellationToken) =>
        cookie.Read(request) is { } handle ? await sessions.FindAsync(handle, cancellationToken) : null;

    /// <summary>Whether the browser is remembered as the user's, so that it stands in for a second factor.</summary>
    public Task<bool> IsRememberedAsync(HttpRequest request, User user, CancellationToken cancellationToken)
    {
        call.BrowserDevice = device.Read(request);
        return devices.IsRememberedAsync(user, cancellationToken);
    }

    /// <summary>Ends it on the server, with all that hangs on it, and takes the cookie away.</summary>
    /// <param name="context">The request at hand and its answer.</param>
    /// <param name="location">Where the browser goes then: a registered address, or a path below the pool's.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Where the browser goes first: the location, or the page that signs it out at the apps on the way there.</returns>
    public async Task<string> EndAsync(HttpContext context, string location, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var found = await FindAsync(context.Request, cancellationToken);
        if (found is not null)
        {
            await sessions.EndAsync(found.Session.Id, cancellationToken);
        }

        cookie.Clear(context.Response);
        return found is not null
            && (await frontChannel.AddressesAsync(found.Session.Id, cancellationToken)).Count > 0
            && signedOut.TryWrite(context.Response, found.Session.Id, location)
                ? SignedOutCookie.Page
                : location;
    }
}
