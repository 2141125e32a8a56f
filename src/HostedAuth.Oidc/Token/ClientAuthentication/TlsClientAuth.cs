using HostedAuth.Core.AppClients;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Oidc.Token.ClientAuthentication;

/// <summary>A certificate that an authority of the deployment gave to the name that the client registered (RFC 8705, section 2.1).</summary>
internal sealed class TlsClientAuth(ClientCertificates certificates) : IClientAuthenticationMethod
{
    public string Name => "tls_client_auth";

    public bool IsAvailable => certificates.HasAuthorities;

    public bool IsUsed(PoolSnapshot pool, ClientRequest request) =>
        request.HasNoCredentials
        && request.Find("client_id") is { } clientId
        && pool.FindClient(clientId)?.Metadata.TokenEndpointAuthMethod == Name;

    public ValueTask<ClientSnapshot?> AuthenticateAsync(
        PoolSnapshot pool,
        ClientRequest request,
        CancellationToken cancellationToken)
    {
        var client = pool.FindClient(request.Require("client_id"));
        var isProven = client is not null
            && request.Certificate is { } certificate
            && CertificateSubject.IsNamed(certificate, client.Metadata)
            && certificates.IsTrusted(certificate);
        return ValueTask.FromResult(isProven ? client : null);
    }
}
