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

    /// <summary>The algorithms by which JWTs may be signed that are of use to this client, whoever signs them.</summary>
    public static IReadOnlyList<string> AlgorithmsFor(ClientSnapshot client) =>
        client.IsFapi2 ? AlgorithmsOfFapi2 : ForeignAlgorithm.Asymmetric;

    private static IReadOnlyList<string> AlgorithmsOf(ClientSnapshot client) =>
        client.Metadata.TokenEndpointAuthSigningAlg is { } only
            ? [.. AlgorithmsFor(client).Where(algorithm => algorithm == only)]
            : AlgorithmsFor(client);
}
