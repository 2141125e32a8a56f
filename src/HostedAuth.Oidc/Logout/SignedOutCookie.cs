using System.Buffers.Text;
using System.Text.Json;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Logout;

/// <summary>
/// Says, for two minutes and to this browser alone, which session it was signed out of and where it goes next, for the page
/// that signs it out at the apps: an address could be opened by others.
/// </summary>
public sealed class SignedOutCookie(PoolCookies cookies, Sealer sealer, PoolScope scope, TimeProvider time)
{
    /// <summary>The page that reads it.</summary>
    public const string Page = "/signedout/apps";

    private const int LongestValue = 4000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private string Name => cookies.NameOf("signedout");

    /// <summary>What the browser was told; null where it is none of ours, or too old.</summary>
    public SignedOut? Read(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Cookies[Name] is not { Length: > 0 and <= LongestValue } value
            || !Base64Url.IsValid(value)
            || !sealer.TryOpen(SealKind.SignedOut, scope.Pool.Id, Base64Url.DecodeFromChars(value), out var clear))
        {
            return null;
        }

        var signedOut = JsonSerializer.Deserialize<SignedOut>(clear)!;
        return signedOut.Until > time.GetUtcNow() ? signedOut : null;
    }

    /// <summary>Tells the browser.</summary>
    /// <returns>False where the address is too long for a cookie: then the browser goes on at once.</returns>
    public bool TryWrite(HttpResponse response, string sessionId, string location)
    {
        ArgumentNullException.ThrowIfNull(response);
        var signedOut = new SignedOut(sessionId, location, time.GetUtcNow() + Lifetime);
        var value = Base64Url.EncodeToString(
            sealer.Seal(SealKind.SignedOut, scope.Pool.Id, JsonSerializer.SerializeToUtf8Bytes(signedOut)));
        if (value.Length > LongestValue)
        {
            return false;
        }

        var options = cookies.Options();
        options.MaxAge = Lifetime;
        response.Cookies.Append(Name, value, options);
        return true;
    }
}

/// <param name="SessionId">The browser's session that ended.</param>
/// <param name="Location">Where the browser goes next: a registered address, or a path below the pool's.</param>
/// <param name="Until">When nobody wants to know any more.</param>
public sealed record SignedOut(string SessionId, string Location, DateTimeOffset Until);
