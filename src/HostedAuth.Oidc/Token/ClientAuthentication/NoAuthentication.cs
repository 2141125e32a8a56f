using HostedAuth.Core.AppClients;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Oidc.Token.ClientAuthentication;

/// <summary>A public client only says its name (RFC 6749, section 3.2.1). One that can prove itself must.</summary>
internal sealed class NoAuthentication : IClientAuthenticationMethod
{
    public string Name => "none";

    public bool IsUsed(PoolSnapshot pool, ClientRequest request) =>
        request.HasNoCredentials
        && request.Find("client_id") is { } clientId
        && pool.FindClient(clientId)?.AuthenticatesByCertificate != true;

    public ValueTask<ClientSnapshot?> AuthenticateAsync(
        PoolSnapshot pool,
        ClientRequest request,
        CancellationToken cancellationToken) =>
        ValueTask.FromResult(pool.FindClient(request.Require("client_id")) is { IsPublic: true } client ? client : null);
}
