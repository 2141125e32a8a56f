using HostedAuth.Core.AppClients;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Oidc.Token.ClientAuthentication;

/// <summary>Client id and secret in the form (RFC 6749, section 2.3.1).</summary>
internal sealed class ClientSecretPost : IClientAuthenticationMethod
{
    public string Name => "client_secret_post";

    public bool IsUsed(PoolSnapshot pool, ClientRequest request) => request.Find("client_secret") is not null;

    public ValueTask<ClientSnapshot?> AuthenticateAsync(
        PoolSnapshot pool,
        ClientRequest request,
        CancellationToken cancellationToken) =>
        ValueTask.FromResult(ClientSecrets.Find(pool, request.Require("client_id"), request.Require("client_secret")));
}
