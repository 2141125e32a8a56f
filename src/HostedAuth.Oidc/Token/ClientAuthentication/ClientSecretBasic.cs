using System.Net;
using System.Text;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Oidc.Token.ClientAuthentication;

/// <summary>Client id and secret in the Authorization header (RFC 6749, section 2.3.1; RFC 7617).</summary>
internal sealed class ClientSecretBasic : IClientAuthenticationMethod
{
    private const string Scheme = "Basic ";

    public string Name => "client_secret_basic";

    public bool IsUsed(PoolSnapshot pool, ClientRequest request) => request.Authorization is not null;

    public ValueTask<ClientSnapshot?> AuthenticateAsync(
        PoolSnapshot pool,
        ClientRequest request,
        CancellationToken cancellationToken) => ValueTask.FromResult(Authenticate(pool, request));

    private static ClientSnapshot? Authenticate(PoolSnapshot pool, ClientRequest request)
    {
        var header = request.Authorization!;
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || Decode(header[Scheme.Length..]) is not { } pair)
        {
            return null;
        }

        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return null;
        }

        // Form-encoded before they are joined; some clients forget it, and what they send is then meant as it stands.
        var clientId = WebUtility.UrlDecode(pair[..colon]);
        var secret = pair[(colon + 1)..];
        if (request.Find("client_id") is { } named && named != clientId)
        {
            throw new OAuthException("invalid_request", "client_id differs from the one in the Authorization header.");
        }

        return ClientSecrets.Find(pool, clientId, WebUtility.UrlDecode(secret)) ?? ClientSecrets.Find(pool, clientId, secret);
    }

    private static string? Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
