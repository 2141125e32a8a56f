using HostedAuth.Core.Secrets;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc;

/// <summary>The cookie of a browser signed in at the pool.</summary>
public sealed class SsoCookie(PoolCookies cookies, PoolScope scope)
{
    private string Name => cookies.NameOf("sso");

    /// <summary>The handle the browser sent, or null.</summary>
    public Secret? Read(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Cookies[Name] is { Length: > 0 } handle ? new Secret(handle) : null;
    }

    /// <summary>
    /// Gives the browser the handle, until it is closed, or where a client takes a sign-in for longer than an hour, as long as
    /// that; the session's end is the server's to say.
    /// </summary>
    public void Write(HttpResponse response, Secret handle)
    {
        ArgumentNullException.ThrowIfNull(response);
        var (options, lifetime) = (cookies.Options(), scope.Pool.SsoSessionLifetime);
        options.MaxAge = lifetime > ClientSessionRules.Default.MaxValidity ? lifetime : null;
        response.Cookies.Append(Name, handle.Value, options);
    }

    /// <summary>Takes it away.</summary>
    public void Clear(HttpResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Cookies.Delete(Name, cookies.Options());
    }
}
