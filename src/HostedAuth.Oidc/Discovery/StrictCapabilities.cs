using System.Text.Json;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Oidc.Discovery;

/// <summary>
/// What the document of a strict pool says beside the addresses: Cognito's members with Cognito's values, and in them what
/// somebody gave a client of the pool beyond Cognito. <c>iss</c> is sent with answers, so that it must be said
/// (RFC 9207, section 2.4).
/// </summary>
internal static class StrictCapabilities
{
    internal static readonly string[] Scopes =
        [Core.AppClients.Scopes.OpenId, Core.AppClients.Scopes.Email, Core.AppClients.Scopes.Phone, Core.AppClients.Scopes.Profile];

    private static readonly string[] ResponseTypes = ["code", "token"];
    private static readonly string[] SubjectTypes = ["public"];
    private static readonly string[] Algorithms = [SigningAlgorithms.Rs256];
    private static readonly string[] AuthenticationMethods = ["client_secret_basic", "client_secret_post"];

    public static void Write(Utf8JsonWriter json, PoolSnapshot pool)
    {
        var clients = pool.Clients.Values;
        json.WriteTexts(
            "response_types_supported",
            ResponseTypes.Union(EnabledFlows.ResponseTypes(pool).Select(type => type.Name)));
        json.WriteTexts("scopes_supported", Scopes);
        json.WriteTexts(
            "subject_types_supported",
            SubjectTypes.Union(clients.Where(client => client.Pairwise is not null).Select(_ => "pairwise")));
        json.WriteTexts(
            "id_token_signing_alg_values_supported",
            Algorithms.Union(clients.Select(client => client.IdTokenAlgorithm)));
        json.WriteTexts(
            "token_endpoint_auth_methods_supported",
            AuthenticationMethods.Union(clients.Select(client => client.Metadata.TokenEndpointAuthMethod).OfType<string>()));
        json.WriteBoolean("authorization_response_iss_parameter_supported", true);
    }
}
