using System.Buffers.Text;
using System.Text;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;

namespace HostedAuth.Oidc.Authorize;

/// <summary>
/// The error page with a way on to a client that nobody vouches for. Sent there at once, a browser would come from this
/// trusted host to wherever anybody likes, and nobody would have done anything for it (RFC 9700, section 4.11.2).
/// </summary>
public sealed class ErrorReturns(Sealer sealer, PoolScope scope)
{
    /// <summary>The name of the parameter: the sealed address, since a mere one would be anyone's.</summary>
    public const string Parameter = "back";

    private const int LongestValue = 16 * 1024;

    internal string PageOf(OAuthError error, string address)
    {
        var value = sealer.Seal(SealKind.ErrorReturn, scope.Pool.Id, Encoding.UTF8.GetBytes(address));
        return $"{SeeOther.ErrorPage(error)}&{Parameter}={Base64Url.EncodeToString(value)}";
    }

    /// <summary>The address, or null when the value is none of ours.</summary>
    public string? Open(string? value) =>
        value is { Length: > 0 and <= LongestValue }
        && Base64Url.IsValid(value)
        && sealer.TryOpen(SealKind.ErrorReturn, scope.Pool.Id, Base64Url.DecodeFromChars(value), out var clear)
            ? Encoding.UTF8.GetString(clear)
            : null;
}
