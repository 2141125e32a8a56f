using HostedAuth.Core.AppClients;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Oidc.Token.ClientAuthentication;

/// <summary>One way for a client to say who it is (RFC 6749, section 2.3).</summary>
internal interface IClientAuthenticationMethod
{
    /// <summary>Its registered name, as discovery lists it.</summary>
    string Name { get; }

    /// <summary>Whether the deployment can do it at all; what it can't isn't listed.</summary>
    bool IsAvailable => true;

    /// <summary>Whether the request uses it.</summary>
    bool IsUsed(PoolSnapshot pool, ClientRequest request);

    /// <summary>The client, when what it presents is right; else null. Whether it may use this method is asked elsewhere.</summary>
    /// <exception cref="OAuthException">invalid_request: it can't be read.</exception>
    ValueTask<ClientSnapshot?> AuthenticateAsync(
        PoolSnapshot pool,
        ClientRequest request,
        CancellationToken cancellationToken);
}
