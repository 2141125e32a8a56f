using HostedAuth.Core.AppClients;
using HostedAuth.Core.Authorization;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Oidc.Token.ClientAuthentication;

/// <summary>An assertion signed by one of the keys that the client registered (RFC 7523, section 2.2; OIDC Core, section 9).</summary>
internal sealed class PrivateKeyJwt(ClientAssertions assertions, ForeignSignatures signatures) : IClientAuthenticationMethod
{
    public string Name => "private_key_jwt";

    public bool IsUsed(PoolSnapshot pool, ClientRequest request) => ClientAssertions.IsUsed(request, bySecret: false);

    public ValueTask<ClientSnapshot?> AuthenticateAsync(
        PoolSnapshot pool,
        ClientRequest request,
        CancellationToken cancellationToken) => assertions.AuthenticateAsync(
            pool,
            request,
            async (assertion, client) =>
                client.MayAuthenticateBy(Name)
                && await signatures.IsByClientAsync(assertion, client, AlgorithmsOf(client), cancellationToken),
            cancellationToken);

    // FAPI 2.0 Security Profile, section 5.4.1.
    private static readonly string[] AlgorithmsOfFapi2 = ["PS256", "ES256"];

    private static IReadOnlyList<string> AlgorithmsOf(ClientSnapshot client)
    {
        IReadOnlyList<string> registered = client.Metadata.TokenEndpointAuthSigningAlg is { } only ? [only] : ForeignAlgorithm.Asymmetric;
        return client.IsFapi2 ? [.. registered.Intersect(AlgorithmsOfFapi2)] : registered;
    }
}
