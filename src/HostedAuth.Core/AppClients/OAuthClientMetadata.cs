using System.Text.Json;
using System.Text.Json.Serialization;

namespace HostedAuth.Core.AppClients;

/// <summary>
/// What a client is beyond Cognito's settings, in the registered names of client metadata (RFC 7591, section 2; OpenID
/// Connect Registration, section 2; the IANA registry "OAuth Dynamic Client Registration Metadata"); names of our own begin
/// with <c>hostedauth_</c>. One document for clients that an operator describes and for those that register themselves.
/// Everything absent is off or has the safe default.
/// </summary>
public sealed record OAuthClientMetadata
{
    /// <summary>The nothing-special client.</summary>
    public static OAuthClientMetadata None { get; } = new();

    /// <summary>Further response types: <c>id_token</c>, <c>code id_token</c> …; <c>code</c> follows AllowedOAuthFlows.</summary>
    [JsonPropertyName("response_types")]
    public IReadOnlyList<string>? ResponseTypes { get; init; }

    /// <summary>
    /// Grant types beyond those of AllowedOAuthFlows: <c>urn:ietf:params:oauth:grant-type:device_code</c>,
    /// <c>…:token-exchange</c>, <c>…:jwt-bearer</c>.
    /// </summary>
    [JsonPropertyName("grant_types")]
    public IReadOnlyList<string>? GrantTypes { get; init; }

    /// <summary>The only way the client may authenticate; absent: by its secret either way, or not at all without one.</summary>
    [JsonPropertyName("token_endpoint_auth_method")]
    public string? TokenEndpointAuthMethod { get; init; }

    [JsonPropertyName("token_endpoint_auth_signing_alg")]
    public string? TokenEndpointAuthSigningAlg { get; init; }

    /// <summary>The client's public keys; not together with <see cref="JwksUri"/>.</summary>
    [JsonPropertyName("jwks")]
    public JsonElement? Jwks { get; init; }

    /// <summary>Where they are published, https.</summary>
    [JsonPropertyName("jwks_uri")]
    public string? JwksUri { get; init; }

    [JsonPropertyName("tls_client_auth_subject_dn")]
    public string? TlsClientAuthSubjectDn { get; init; }

    [JsonPropertyName("tls_client_auth_san_dns")]
    public string? TlsClientAuthSanDns { get; init; }

    [JsonPropertyName("tls_client_auth_san_uri")]
    public string? TlsClientAuthSanUri { get; init; }

    [JsonPropertyName("tls_client_auth_san_ip")]
    public string? TlsClientAuthSanIp { get; init; }

    [JsonPropertyName("tls_client_auth_san_email")]
    public string? TlsClientAuthSanEmail { get; init; }

    /// <summary>RFC 8705, section 3.4.</summary>
    [JsonPropertyName("tls_client_certificate_bound_access_tokens")]
    public bool? TlsClientCertificateBoundAccessTokens { get; init; }

    /// <summary>RFC 9449, section 5.2.</summary>
    [JsonPropertyName("dpop_bound_access_tokens")]
    public bool? DpopBoundAccessTokens { get; init; }

    /// <summary>RFC 9126, section 6.</summary>
    [JsonPropertyName("require_pushed_authorization_requests")]
    public bool? RequirePushedAuthorizationRequests { get; init; }

    /// <summary>RFC 9101, section 10.5.</summary>
    [JsonPropertyName("require_signed_request_object")]
    public bool? RequireSignedRequestObject { get; init; }

    [JsonPropertyName("request_object_signing_alg")]
    public string? RequestObjectSigningAlg { get; init; }

    /// <summary>The addresses at which request objects may lie, exactly.</summary>
    [JsonPropertyName("request_uris")]
    public IReadOnlyList<string>? RequestUris { get; init; }

    /// <summary>JARM, section 3.</summary>
    [JsonPropertyName("authorization_signed_response_alg")]
    public string? AuthorizationSignedResponseAlg { get; init; }

    [JsonPropertyName("id_token_signed_response_alg")]
    public string? IdTokenSignedResponseAlg { get; init; }

    /// <summary>Makes userInfo answer a JWT.</summary>
    [JsonPropertyName("userinfo_signed_response_alg")]
    public string? UserinfoSignedResponseAlg { get; init; }

    /// <summary>RFC 9701, section 6.</summary>
    [JsonPropertyName("introspection_signed_response_alg")]
    public string? IntrospectionSignedResponseAlg { get; init; }

    /// <summary><c>public</c> (default) or <c>pairwise</c>.</summary>
    [JsonPropertyName("subject_type")]
    public string? SubjectType { get; init; }

    [JsonPropertyName("sector_identifier_uri")]
    public string? SectorIdentifierUri { get; init; }

    /// <summary>In seconds.</summary>
    [JsonPropertyName("default_max_age")]
    public int? DefaultMaxAge { get; init; }

    [JsonPropertyName("require_auth_time")]
    public bool? RequireAuthTime { get; init; }

    [JsonPropertyName("default_acr_values")]
    public IReadOnlyList<string>? DefaultAcrValues { get; init; }

    [JsonPropertyName("initiate_login_uri")]
    public string? InitiateLoginUri { get; init; }

    [JsonPropertyName("backchannel_logout_uri")]
    public string? BackchannelLogoutUri { get; init; }

    [JsonPropertyName("backchannel_logout_session_required")]
    public bool? BackchannelLogoutSessionRequired { get; init; }

    [JsonPropertyName("frontchannel_logout_uri")]
    public string? FrontchannelLogoutUri { get; init; }

    [JsonPropertyName("frontchannel_logout_session_required")]
    public bool? FrontchannelLogoutSessionRequired { get; init; }

    /// <summary>The home page, shown at consent.</summary>
    [JsonPropertyName("client_uri")]
    public string? ClientUri { get; init; }

    [JsonPropertyName("logo_uri")]
    public string? LogoUri { get; init; }

    [JsonPropertyName("policy_uri")]
    public string? PolicyUri { get; init; }

    [JsonPropertyName("tos_uri")]
    public string? TosUri { get; init; }

    [JsonPropertyName("contacts")]
    public IReadOnlyList<string>? Contacts { get; init; }

    [JsonPropertyName("software_id")]
    public string? SoftwareId { get; init; }

    [JsonPropertyName("software_version")]
    public string? SoftwareVersion { get; init; }

    /// <summary><c>web</c> (default) or <c>native</c>.</summary>
    [JsonPropertyName("application_type")]
    public string? ApplicationType { get; init; }

    /// <summary>The form of access tokens: <c>cognito</c> (default), <c>at+jwt</c> (RFC 9068) or <c>opaque</c>.</summary>
    [JsonPropertyName("hostedauth_access_token_format")]
    public string? AccessTokenFormat { get; init; }

    /// <summary>What signs access tokens that are JWTs: RS256, PS256 or ES256; absent: as the pool.</summary>
    [JsonPropertyName("hostedauth_access_token_signing_alg")]
    public string? AccessTokenSigningAlg { get; init; }

    /// <summary>
    /// Whether people are asked before the client gets what it asks for; clients that register themselves always ask.
    /// </summary>
    [JsonPropertyName("hostedauth_require_consent")]
    public bool? RequireConsent { get; init; }

    /// <summary>
    /// Levels of which userInfo wants the lowest at least for the client's tokens (RFC 9470); absent: any will do.
    /// </summary>
    [JsonPropertyName("hostedauth_userinfo_acr_values")]
    public IReadOnlyList<string>? UserinfoAcrValues { get; init; }

    /// <summary>
    /// How long ago, in seconds, the sign-in may have been for userInfo (RFC 9470): 60 or more; absent: however long.
    /// </summary>
    [JsonPropertyName("hostedauth_userinfo_max_age")]
    public int? UserinfoMaxAge { get; init; }

    /// <summary>
    /// The resources that the client answers for: identifiers of resource servers, or addresses as RFC 8707 names them. It
    /// may ask about the tokens that are for them (RFC 7662). An operator's word alone: no client names itself a resource.
    /// </summary>
    [JsonPropertyName("hostedauth_resources")]
    public IReadOnlyList<string>? Resources { get; init; }

    /// <summary>
    /// <c>fapi2</c> holds the client to the FAPI 2.0 Security Profile, whatever else it may; absent: to nothing more.
    /// </summary>
    [JsonPropertyName("hostedauth_security_profile")]
    public string? SecurityProfile { get; init; }

    /// <summary>Whom the client may exchange tokens for (RFC 8693); absent: nobody.</summary>
    [JsonPropertyName("hostedauth_token_exchange")]
    public TokenExchangePolicy? TokenExchange { get; init; }

    /// <summary>Issuers whose assertions the client may bring (RFC 7523, section 2.1); absent: none.</summary>
    [JsonPropertyName("hostedauth_trusted_issuers")]
    public IReadOnlyList<TrustedIssuer>? TrustedIssuers { get; init; }
}
