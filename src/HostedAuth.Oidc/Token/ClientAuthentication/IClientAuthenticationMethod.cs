using HostedAuth.Core.AppClients;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Oidc.Token.ClientAuthentication;

/// <summary>One way for a client to say who it is (RFC 6749, section 2.3).</summary>
internal interface IClientAuthenticationMethod
{
    /// <summary>Its registered name, as discovery lists it.</summary>
    string Name { get; }

    /// <summary>Whether the request uses it.</summary>
    bool IsUsed(ClientRequest request);

    /// <summary>The client, when what it presents is right; else null.</summary>
    /// <exception cref="OAuthException">invalid_request: it can't be read.</exception>
    ClientSnapshot? Authenticate(PoolSnapshot pool, ClientRequest request);
}
