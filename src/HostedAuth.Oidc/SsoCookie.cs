using HostedAuth.Core.Secrets;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc;

/// <summary>The cookie of a browser signed in at the pool.</summary>
public sealed class SsoCookie(PoolCookies cookies)
{
    private string Name => cookies.NameOf("sso");

    /// <summary>The handle the browser sent, or null.</summary>
    public Secret? Read(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Cookies[Name] is { Length: > 0 } handle ? new Secret(handle) : null;
    }

    /// <summary>Gives the browser the handle, until it is closed; the session's end is the server's to say.</summary>
    public void Write(HttpResponse response, Secret handle)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Cookies.Append(Name, handle.Value, cookies.Options());
    }

    /// <summary>Takes it away.</summary>
    public void Clear(HttpResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Cookies.Delete(Name, cookies.Options());
    }
}
