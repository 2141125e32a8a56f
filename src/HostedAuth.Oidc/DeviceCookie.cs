using HostedAuth.Core.Devices;
using HostedAuth.Core.Secrets;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc;

/// <summary>The cookie of a browser that is remembered (<see cref="BrowserDevices"/>).</summary>
public sealed class DeviceCookie(PoolCookies cookies)
{
    private string Name => cookies.NameOf("device");

    /// <summary>The handle the browser sent, or null.</summary>
    public Secret? Read(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Cookies[Name] is { Length: > 0 } handle ? new Secret(handle) : null;
    }

    /// <summary>Gives the browser the handle for as long as it is worth something.</summary>
    public void Write(HttpResponse response, Secret handle)
    {
        ArgumentNullException.ThrowIfNull(response);
        var options = cookies.Options();
        options.MaxAge = BrowserDevices.Lifetime;
        response.Cookies.Append(Name, handle.Value, options);
    }
}
