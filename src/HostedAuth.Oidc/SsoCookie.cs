using HostedAuth.Core.Deployment;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc;

/// <summary>
/// The cookie of a browser signed in at the pool. Its name carries the pool, since pools may share an origin; on https it
/// has the <c>__Host-</c> prefix, so that no other host can set it.
/// </summary>
public sealed class SsoCookie(PoolScope scope, Settings settings)
{
    private bool IsSecure => settings.PublicUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    private string Name => IsSecure ? $"__Host-ha-sso-{scope.PoolId}" : $"ha-sso-{scope.PoolId}";

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
        response.Cookies.Append(Name, handle.Value, Options());
    }

    /// <summary>Takes it away.</summary>
    public void Clear(HttpResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Cookies.Delete(Name, Options());
    }

    // Lax: the browser comes from the clients' sites, and must be known when it does.
    private CookieOptions Options() => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = IsSecure,
    };
}
