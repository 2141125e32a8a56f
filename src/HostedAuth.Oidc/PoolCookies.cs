using HostedAuth.Core.Deployment;
using HostedAuth.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc;

/// <summary>
/// What all cookies of a pool share. Their names carry the pool, since pools may share an origin; on https they have the
/// <c>__Host-</c> prefix, so that no other host can set them.
/// </summary>
public sealed class PoolCookies(PoolScope scope, Settings settings)
{
    private bool IsSecure => settings.PublicUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <param name="kind">What the cookie is: <c>sso</c>, <c>browser</c>.</param>
    public string NameOf(string kind) => $"{(IsSecure ? "__Host-" : "")}ha-{kind}-{scope.PoolId}";

    /// <summary>
    /// A name for a cookie that is sent to one page alone, which <c>__Host-</c> forbids: another host of the domain may set
    /// it, so what it holds must prove itself.
    /// </summary>
    /// <param name="kind">What the cookie is.</param>
    public string NameOfPath(string kind) => $"{(IsSecure ? "__Secure-" : "")}ha-{kind}-{scope.PoolId}";

    // Lax: the browser comes from the clients' sites, and must be known when it does.
    public CookieOptions Options() => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = IsSecure,
    };
}
