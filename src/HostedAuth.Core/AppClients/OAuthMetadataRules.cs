using System.Collections.Frozen;
using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Core.AppClients;

/// <summary>
/// The members of client metadata, each with what it may be: for operators who describe a client, for clients that
/// register themselves, and for the documentation. A member that isn't here isn't known.
/// </summary>
public static class OAuthMetadataRules
{
    private const string Rfc7591 = "RFC 7591, 2";
    private const string Oidc = "OpenID Connect Registration, 2";
    private const string Mtls = "RFC 8705, 2.1.2";
    private const string Jarm = "JARM, 3";
    private const string BackChannel = "OpenID Connect Back-Channel Logout, 2.2";
    private const string FrontChannel = "OpenID Connect Front-Channel Logout, 2";
    private const string Own = "our own";
    private const string StepUp = "see [authorization.md](authorization.md#what-a-resource-of-your-own-must-check)";

    /// <summary>What this server signs with (RFC 7518, section 3.1).</summary>
    private static readonly string[] Algorithms = ["RS256", "PS256", "ES256"];

    /// <summary>What it takes from clients.</summary>
    private static readonly string[] Theirs = [.. ForeignAlgorithm.Asymmetric];

    /// <summary>In the order in which the documentation tells them.</summary>
    public static IReadOnlyList<KeyValuePair<string, MetadataRule>> All { get; } =
    [
        new("response_types", new("some of " + string.Join(", ", ResponseType.All.Select(type => $"`{type}`")), Rfc7591,
            value => MetadataRule.IsList(value, one => MetadataRule.IsText(one) && ResponseType.Find(one.GetString()!) is not null))),
        new("grant_types", MetadataRule.SomeOf(Rfc7591, ExtraGrantTypes.All).ForOperators()),
        new("token_endpoint_auth_method", MetadataRule.OneOf(Rfc7591, ClientAuthenticationMethods.All)),
        new("token_endpoint_auth_signing_alg", MetadataRule.OneOf(Oidc, [.. Theirs, ForeignAlgorithm.Hs256])),
        new("jwks", MetadataRule.Keys(Rfc7591)),
        new("jwks_uri", MetadataRule.Address(Rfc7591)),
        new("tls_client_auth_subject_dn", MetadataRule.Text(Mtls)),
        new("tls_client_auth_san_dns", MetadataRule.Text(Mtls)),
        new("tls_client_auth_san_uri", MetadataRule.Text(Mtls)),
        new("tls_client_auth_san_ip", MetadataRule.Text(Mtls)),
        new("tls_client_auth_san_email", MetadataRule.Text(Mtls)),
        new("tls_client_certificate_bound_access_tokens", MetadataRule.Switch("RFC 8705, 3.4")),
        new("dpop_bound_access_tokens", MetadataRule.Switch("RFC 9449, 5.2")),
        new("require_pushed_authorization_requests", MetadataRule.Switch("RFC 9126, 6")),
        new("require_signed_request_object", MetadataRule.Switch("RFC 9101, 10.5")),
        new("request_object_signing_alg", MetadataRule.OneOf(Oidc, Theirs)),
        new("request_uris", MetadataRule.Addresses(Oidc)),
        new("authorization_signed_response_alg", MetadataRule.OneOf(Jarm, Algorithms)),
        new("id_token_signed_response_alg", MetadataRule.OneOf(Oidc, Algorithms)),
        new("userinfo_signed_response_alg", MetadataRule.OneOf(Oidc, Algorithms)),
        new("introspection_signed_response_alg", MetadataRule.OneOf("RFC 9701, 6", Algorithms)),
        new("subject_type", MetadataRule.OneOf(Oidc, "public", "pairwise")),
        new("sector_identifier_uri", MetadataRule.Address(Oidc)),
        new("default_max_age", MetadataRule.Seconds(Oidc)),
        new("require_auth_time", MetadataRule.KeptAlone(MetadataRule.Switch(Oidc))),
        new("default_acr_values", MetadataRule.Texts(Oidc)),
        new("initiate_login_uri", MetadataRule.KeptAlone(MetadataRule.Address(Oidc))),
        new("backchannel_logout_uri", MetadataRule.Address(BackChannel)),
        new("backchannel_logout_session_required", MetadataRule.Switch(BackChannel)),
        new("frontchannel_logout_uri", MetadataRule.Address(FrontChannel)),
        new("frontchannel_logout_session_required", MetadataRule.Switch(FrontChannel)),
        new("client_uri", MetadataRule.Address(Rfc7591)),
        new("logo_uri", MetadataRule.Address(Rfc7591) with { Remark = "not shown" }),
        new("policy_uri", MetadataRule.Address(Rfc7591)),
        new("tos_uri", MetadataRule.Address(Rfc7591)),
        new("contacts", MetadataRule.KeptAlone(MetadataRule.Texts(Rfc7591))),
        new("software_id", MetadataRule.KeptAlone(MetadataRule.Text(Rfc7591))),
        new("software_version", MetadataRule.KeptAlone(MetadataRule.Text(Rfc7591))),
        new("application_type", MetadataRule.OneOf(Oidc, "web", "native") with { Remark = "counts at registration alone" }),
        new("hostedauth_access_token_format", MetadataRule.OneOf(Own, "cognito", "at+jwt", "opaque").ForOperators()),
        new("hostedauth_access_token_signing_alg", MetadataRule.OneOf(Own, Algorithms).ForOperators()),
        new("hostedauth_require_consent", MetadataRule.Switch(Own).ForOperators()),
        new("hostedauth_userinfo_acr_values", MetadataRule.Levels(Own).ForOperators() with { Remark = StepUp }),
        new("hostedauth_userinfo_max_age", MetadataRule.Seconds(Own, atLeast: 60).ForOperators() with { Remark = StepUp }),
        new("hostedauth_resources", MetadataRule.Texts(Own).ForOperators()),
        new("hostedauth_security_profile", MetadataRule.OneOf(Own, "fapi2").ForOperators()),
        new("hostedauth_token_exchange", TrustRules.TokenExchange(Own).ForOperators()),
        new("hostedauth_trusted_issuers", TrustRules.TrustedIssuers(Own).ForOperators()),
    ];

    /// <summary>The rule of each member.</summary>
    public static FrozenDictionary<string, MetadataRule> Members { get; } = All.ToFrozenDictionary(StringComparer.Ordinal);
}
