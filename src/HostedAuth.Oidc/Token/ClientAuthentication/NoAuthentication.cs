using HostedAuth.Core.AppClients;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Oidc.Token.ClientAuthentication;

/// <summary>A public client only says its name (RFC 6749, section 3.2.1). One that has a secret must show it.</summary>
internal sealed class NoAuthentication : IClientAuthenticationMethod
{
    public string Name => "none";

    public bool IsUsed(ClientRequest request) =>
        request.Authorization is null && request.Find("client_secret") is null && request.Find("client_id") is not null;

    public ClientSnapshot? Authenticate(PoolSnapshot pool, ClientRequest request) =>
        pool.FindClient(request.Require("client_id")) is { IsPublic: true } client ? client : null;
}
