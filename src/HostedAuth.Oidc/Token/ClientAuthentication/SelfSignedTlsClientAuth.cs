using HostedAuth.Core.AppClients;
using HostedAuth.Core.Authorization;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Oidc.Token.ClientAuthentication;

/// <summary>A certificate that stands among the client's registered keys, whoever issued it (RFC 8705, section 2.2).</summary>
internal sealed class SelfSignedTlsClientAuth(ClientCertificates certificates, ForeignSignatures signatures)
    : IClientAuthenticationMethod
{
    public string Name => "self_signed_tls_client_auth";

    public bool IsAvailable => certificates.AreAccepted;

    public bool IsUsed(PoolSnapshot pool, ClientRequest request) =>
        request.HasNoCredentials
        && request.Find("client_id") is { } clientId
        && pool.FindClient(clientId)?.Metadata.TokenEndpointAuthMethod == Name;

    public async ValueTask<ClientSnapshot?> AuthenticateAsync(
        PoolSnapshot pool,
        ClientRequest request,
        CancellationToken cancellationToken)
    {
        var client = pool.FindClient(request.Require("client_id"));
        return client is not null
            && request.Certificate is { } certificate
            && await signatures.IsCertificateOfAsync(certificate, client, cancellationToken)
            ? client
            : null;
    }
}
