using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.UserPools;
using HostedAuth.Oidc.Authorize.Checks;
using HostedAuth.Oidc.Authorize.ResponseModes;
using HostedAuth.Oidc.Dpop;
using HostedAuth.Oidc.Token.ClientAuthentication;
using HostedAuth.Oidc.Token.GrantTypes;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Oidc.Discovery;

/// <summary>
/// What the endpoints of a pool can do, as discovery says it (OIDC Discovery, section 3; RFC 8414, section 2): read
/// from what is there.
/// </summary>
internal sealed class ServerCapabilities(IServiceScopeFactory scopes, ClientCertificates certificates)
{
    private static readonly string[] AssertionAlgorithms = [.. ForeignAlgorithm.Asymmetric, ForeignAlgorithm.Hs256];

    private readonly Lazy<string[]> _authenticationMethods = new(() =>
    {
        using var scope = scopes.CreateScope();
        var methods = scope.ServiceProvider.GetServices<IClientAuthenticationMethod>();
        return [.. methods.Where(method => method.IsAvailable).Select(method => method.Name)];
    });

    public void Write(Utf8JsonWriter json, PoolSnapshot pool)
    {
        WriteTexts(json, "response_types_supported", ResponseTypes(pool));
        WriteTexts(json, "response_modes_supported", ResponseMode.Names);
        WriteTexts(json, "authorization_signing_alg_values_supported", SigningAlgorithms.All);
        WriteTexts(json, "grant_types_supported", GrantTypes());
        WriteTexts(json, "scopes_supported", ScopesOfUsers(pool));
        WriteTexts(json, "subject_types_supported", ["public", "pairwise"]);
        WriteTexts(json, "id_token_signing_alg_values_supported", SigningAlgorithms.All);
        WriteTexts(json, "userinfo_signing_alg_values_supported", SigningAlgorithms.All);
        foreach (var endpoint in (string[])["token", "revocation", "introspection"])
        {
            var methods = _authenticationMethods.Value.Where(method => method != "none" || endpoint != "introspection");
            WriteTexts(json, $"{endpoint}_endpoint_auth_methods_supported", methods);
            WriteTexts(json, $"{endpoint}_endpoint_auth_signing_alg_values_supported", AssertionAlgorithms);
        }

        WriteTexts(json, "introspection_signing_alg_values_supported", SigningAlgorithms.All);
        WriteTexts(json, "dpop_signing_alg_values_supported", DpopProof.Algorithms);
        WriteTexts(json, "code_challenge_methods_supported", ["S256"]);
        WriteTexts(json, "prompt_values_supported", PromptCheck.KnownTo(pool));
        WriteTexts(json, "acr_values_supported", AuthenticationLevels.ValuesOf(pool));
        WriteTexts(json, "claim_types_supported", ["normal"]);
        WriteTexts(json, "claims_supported", Claims(pool));
        json.WriteBoolean("claims_parameter_supported", true);
        json.WriteBoolean("request_parameter_supported", true);
        json.WriteBoolean("request_uri_parameter_supported", true);
        json.WriteBoolean("require_request_uri_registration", true);
        WriteTexts(json, "request_object_signing_alg_values_supported", ForeignAlgorithm.Asymmetric);
        json.WriteBoolean(
            "require_pushed_authorization_requests",
            pool.OAuth.RequirePushedAuthorizationRequests == true);
        json.WriteBoolean("tls_client_certificate_bound_access_tokens", certificates.AreAccepted);
        json.WriteBoolean("authorization_response_iss_parameter_supported", true);
        json.WriteBoolean("backchannel_logout_supported", true);
        json.WriteBoolean("backchannel_logout_session_supported", true);
        json.WriteBoolean("frontchannel_logout_supported", true);
        json.WriteBoolean("frontchannel_logout_session_supported", true);
    }

    private List<string> GrantTypes()
    {
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetServices<IGrantType>().Select(type => type.Name)];
    }

    /// <summary>Codes, and what clients of the pool have besides.</summary>
    private static IEnumerable<string> ResponseTypes(PoolSnapshot pool) => ResponseType.All
        .Where(type => type == ResponseType.Code || pool.Clients.Values.Any(client => client.ResponseTypes.Contains(type)))
        .Select(type => type.Name);

    private static IEnumerable<string> ScopesOfUsers(PoolSnapshot pool) =>
        [Scopes.OpenId, Scopes.Email, Scopes.Phone, Scopes.Profile, .. pool.IsStrict ? (string[])[] : [Scopes.Address]];

    /// <summary>Those of the protocol, and the pool's attributes that OpenID Connect knows.</summary>
    private static IEnumerable<string> Claims(PoolSnapshot pool) =>
    [
        "iss", "aud", "exp", "iat", "auth_time", "nonce", "at_hash", "acr", "amr", "sid",
        .. pool.Pool.Schema.Select(attribute => attribute.Name!).Where(name => !name.Contains(':', StringComparison.Ordinal)),
    ];

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
