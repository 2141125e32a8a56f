using HostedAuth.Core.Devices;
using HostedAuth.Core.Requests;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Users;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc;

/// <summary>The SSO session of the browser at hand.</summary>
public sealed class BrowserSession(
    SsoCookie cookie,
    SsoSessions sessions,
    DeviceCookie device,
    BrowserDevices devices,
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
    public async Task EndAsync(HttpContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await FindAsync(context.Request, cancellationToken) is { } found)
        {
            await sessions.EndAsync(found.Session.Id, cancellationToken);
        }

        cookie.Clear(context.Response);
    }
}
