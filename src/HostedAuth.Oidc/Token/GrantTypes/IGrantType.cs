using HostedAuth.Core.AppClients;
using HostedAuth.Core.Tokens;

namespace HostedAuth.Oidc.Token.GrantTypes;

/// <summary>One way to get tokens (RFC 6749, section 1.3).</summary>
internal interface IGrantType
{
    /// <summary>Its <c>grant_type</c>.</summary>
    string Name { get; }

    /// <summary>Whether the client may use it.</summary>
    bool IsAllowed(ClientSnapshot client);

    /// <summary>The tokens, when the grant proves good.</summary>
    Task<TokenSet> HandleAsync(ClientRequest request, ClientSnapshot client, CancellationToken cancellationToken);
}
