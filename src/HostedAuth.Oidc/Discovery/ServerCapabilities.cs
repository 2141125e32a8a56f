using System.Text.Json;
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
/// from what is there, by one rule. The document says what the server does for a client of this pool that asks for it, sends it,
/// or has it among its metadata. So algorithms, modes and ways to authenticate are all there, a client has but to name them;
/// response types and grant types that are off unless a client has them are there while one has, or could register with them
/// (<see cref="EnabledFlows"/>). A strict pool's document is Cognito's (<see cref="StrictCapabilities"/>).
/// </summary>
internal sealed class ServerCapabilities(IServiceScopeFactory scopes, ClientCertificates certificates, PageLanguages languages)
{
    private static readonly string[] Scopes = [.. StrictCapabilities.Scopes, Core.AppClients.Scopes.Address];

    private static readonly string[] AssertionAlgorithms = [.. ForeignAlgorithm.Asymmetric, ForeignAlgorithm.Hs256];

    private readonly Lazy<string[]> _authenticationMethods = new(() =>
    {
        using var scope = scopes.CreateScope();
        var methods = scope.ServiceProvider.GetServices<IClientAuthenticationMethod>();
        return [.. methods.Where(method => method.IsAvailable).Select(method => method.Name)];
    });

    public void Write(Utf8JsonWriter json, PoolSnapshot pool)
    {
        if (pool.IsStrict)
        {
            StrictCapabilities.Write(json, pool);
            return;
        }

        WriteFlows(json, pool);
        WriteClients(json);
        WriteRequests(json, pool);
        WriteLogout(json);
    }

    private void WriteFlows(Utf8JsonWriter json, PoolSnapshot pool)
    {
        json.WriteTexts("response_types_supported", EnabledFlows.ResponseTypes(pool).Select(type => type.Name));
        json.WriteTexts("response_modes_supported", ResponseMode.Names);
        json.WriteTexts("authorization_signing_alg_values_supported", SigningAlgorithms.All);
        json.WriteTexts("grant_types_supported", GrantTypes(pool));
        json.WriteTexts("scopes_supported", Scopes);
        json.WriteTexts("subject_types_supported", ["public", "pairwise"]);
        json.WriteTexts("id_token_signing_alg_values_supported", SigningAlgorithms.All);
        json.WriteTexts("userinfo_signing_alg_values_supported", SigningAlgorithms.All);
        json.WriteTexts("introspection_signing_alg_values_supported", SigningAlgorithms.All);
    }

    private void WriteClients(Utf8JsonWriter json)
    {
        foreach (var endpoint in (string[])["token", "revocation", "introspection"])
        {
            // A public client's client_id is no authentication (RFC 7662, section 2.1).
            var methods = _authenticationMethods.Value.Where(method => method != "none" || endpoint != "introspection");
            json.WriteTexts($"{endpoint}_endpoint_auth_methods_supported", methods);
            json.WriteTexts($"{endpoint}_endpoint_auth_signing_alg_values_supported", AssertionAlgorithms);
        }

        json.WriteTexts("dpop_signing_alg_values_supported", DpopProof.Algorithms);
        json.WriteBoolean("tls_client_certificate_bound_access_tokens", certificates.AreAccepted);
    }

    private void WriteRequests(Utf8JsonWriter json, PoolSnapshot pool)
    {
        json.WriteTexts("code_challenge_methods_supported", ["S256"]);
        json.WriteTexts("ui_locales_supported", languages.Tags);
        json.WriteTexts("prompt_values_supported", PromptCheck.KnownTo(pool));
        json.WriteTexts("acr_values_supported", AuthenticationLevels.ValuesOf(pool));
        json.WriteTexts("claim_types_supported", ["normal"]);
        json.WriteTexts("claims_supported", Claims(pool));
        json.WriteBoolean("claims_parameter_supported", true);
        json.WriteBoolean("request_parameter_supported", true);
        json.WriteBoolean("request_uri_parameter_supported", true);
        json.WriteBoolean("require_request_uri_registration", true);
        json.WriteTexts("request_object_signing_alg_values_supported", ForeignAlgorithm.Asymmetric);
        json.WriteBoolean(
            "require_pushed_authorization_requests",
            pool.OAuth.RequirePushedAuthorizationRequests == true);
        json.WriteBoolean("authorization_response_iss_parameter_supported", true);
    }

    private static void WriteLogout(Utf8JsonWriter json)
    {
        json.WriteBoolean("backchannel_logout_supported", true);
        json.WriteBoolean("backchannel_logout_session_supported", true);
        json.WriteBoolean("frontchannel_logout_supported", true);
        json.WriteBoolean("frontchannel_logout_session_supported", true);
    }

    private IEnumerable<string> GrantTypes(PoolSnapshot pool)
    {
        using var scope = scopes.CreateScope();
        return EnabledFlows.GrantTypes(pool, scope.ServiceProvider.GetServices<IGrantType>());
    }

    /// <summary>Those of the protocol, and the pool's attributes that OpenID Connect knows.</summary>
    private static IEnumerable<string> Claims(PoolSnapshot pool) =>
    [
        "iss", "aud", "exp", "iat", "auth_time", "nonce", "at_hash", "acr", "amr", "sid",
        .. pool.Pool.Schema.Select(attribute => attribute.Name!).Where(name => !name.Contains(':', StringComparison.Ordinal)),
    ];
}
