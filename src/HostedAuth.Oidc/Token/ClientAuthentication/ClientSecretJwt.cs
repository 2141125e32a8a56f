using HostedAuth.Core.AppClients;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Oidc.Token.ClientAuthentication;

/// <summary>An assertion signed by one of the client's secrets, with HS256 (OIDC Core, section 9).</summary>
internal sealed class ClientSecretJwt(ClientAssertions assertions) : IClientAuthenticationMethod
{
    public string Name => "client_secret_jwt";

    public bool IsUsed(PoolSnapshot pool, ClientRequest request) => ClientAssertions.IsUsed(request, bySecret: true);

    public ValueTask<ClientSnapshot?> AuthenticateAsync(
        PoolSnapshot pool,
        ClientRequest request,
        CancellationToken cancellationToken) => assertions.AuthenticateAsync(
            pool,
            request,
            (assertion, client) => ValueTask.FromResult(
                client.MayAuthenticateBy(Name)
                && client.Metadata.TokenEndpointAuthSigningAlg is null or ForeignAlgorithm.Hs256
                && client.Secrets.Aggregate(false, (found, secret) => assertion.IsSignedBy(secret) || found)),
            cancellationToken);
}
