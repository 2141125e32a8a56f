using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using HostedAuth.Oidc;

namespace HostedAuth.Server.Pages.Gate;

/// <summary>
/// A random value that tells this browser's forms and steps from those of others, given with the first page. It says
/// nothing about who is signed in.
/// </summary>
internal sealed class BrowserCookie(IHttpContextAccessor accessor, PoolCookies cookies)
{
    private const int RandomBytes = 24;
    private const int ValueLength = RandomBytes / 3 * 4;

    private string? _fresh;

    /// <summary>What tokens and steps hold of it; null when the browser sent none.</summary>
    public byte[]? Mark => Sent is { } value ? Hash(value) : null;

    private string? Sent =>
        _fresh ?? (Context.Request.Cookies[Name] is { Length: ValueLength } value ? value : null);

    private HttpContext Context => accessor.HttpContext!;

    private string Name => cookies.NameOf("browser");

    /// <summary>The mark of the browser, which is given a value now if it has none. Call it before the answer begins.</summary>
    public byte[] Ensure()
    {
        if (Sent is { } value)
        {
            return Hash(value);
        }

        _fresh = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        Context.Response.Cookies.Append(Name, _fresh, cookies.Options());
        return Hash(_fresh);
    }

    private static byte[] Hash(string value) => SHA256.HashData(Encoding.ASCII.GetBytes(value));
}
