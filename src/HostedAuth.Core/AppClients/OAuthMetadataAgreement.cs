using System.Text;
using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.AppClients;

/// <summary>What the members of a client's metadata must agree on, with each other and with its settings.</summary>
internal static class OAuthMetadataAgreement
{
    /// <summary>Refuses with InvalidMetadata.</summary>
    public static void Check(OAuthClientMetadata metadata, AppClientSettings settings, bool hasSecret)
    {
        CheckKeys(metadata);
        CheckAuthentication(metadata, hasSecret);
        CheckLogout(metadata, settings);

        // The API tells its callers of browsers, passkeys and devices by names that are the same for all clients.
        Refuse(
            metadata.SubjectType == "pairwise" && settings.AllowedOAuthScopes?.Contains(Scopes.SelfService) == true,
            $"a pairwise subject excludes the scope {Scopes.SelfService}.");
        Refuse(
            metadata.SubjectType == "pairwise"
                && metadata.SectorIdentifierUri is null
                && Sectors.HostsOf(settings.CallbackURLs ?? []).Count > 1,
            "a pairwise subject needs sector_identifier_uri where redirect addresses are not all of one host.");
        Refuse(
            metadata.SectorIdentifierUri?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == false,
            "sector_identifier_uri must be https.");
        Refuse(
            metadata.RequireSignedRequestObject == true && metadata.Jwks is null && metadata.JwksUri is null,
            "require_signed_request_object needs jwks or jwks_uri.");
    }

    /// <summary>
    /// HS256 wants no less (RFC 7518, section 3.2), and who brings a secret may bring a shorter one. Refuses with
    /// InvalidMetadata.
    /// </summary>
    public static void CheckSecrets(OAuthClientMetadata metadata, IEnumerable<ClientSecret> secrets) => Refuse(
        metadata.TokenEndpointAuthMethod is ClientAuthenticationMethods.SecretJwt
            && secrets.Any(secret => Encoding.UTF8.GetByteCount(secret.Value.Value) < ForeignJws.MinimumSecretBytes),
        $"token_endpoint_auth_method client_secret_jwt needs secrets of at least {ForeignJws.MinimumSecretBytes} characters.");

    /// <summary>A demand that nobody could meet is none that anybody meant. Refuses with InvalidMetadata.</summary>
    public static void CheckLevels(OAuthClientMetadata metadata, PoolSnapshot pool) => Refuse(
        metadata.UserinfoAcrValues?.Any(value => AuthenticationLevels.Parse(pool, value).Count == 0) == true,
        "hostedauth_userinfo_acr_values must name levels of the pool.");

    private static void CheckKeys(OAuthClientMetadata metadata)
    {
        Refuse(metadata.Jwks is not null && metadata.JwksUri is not null, "jwks and jwks_uri exclude each other.");
        Refuse(metadata.JwksUri?.Contains('#', StringComparison.Ordinal) == true, "jwks_uri can't have a fragment.");
    }

    private static void CheckAuthentication(OAuthClientMetadata metadata, bool hasSecret)
    {
        var method = metadata.TokenEndpointAuthMethod;
        Refuse(
            ClientAuthenticationMethods.NeedsSecret(method) && !hasSecret,
            $"token_endpoint_auth_method {method} needs a client with a secret.");
        Refuse(
            method is ClientAuthenticationMethods.None && hasSecret,
            "token_endpoint_auth_method none is for clients without a secret.");
        Refuse(
            method is ClientAuthenticationMethods.PrivateKeyJwt or ClientAuthenticationMethods.SelfSignedTls
                && metadata.Jwks is null
                && metadata.JwksUri is null,
            $"token_endpoint_auth_method {method} needs jwks or jwks_uri.");
        Refuse(
            method is ClientAuthenticationMethods.Tls && NamesOf(metadata) != 1,
            "token_endpoint_auth_method tls_client_auth needs exactly one member of tls_client_auth_*.");
        Refuse(
            metadata.TokenEndpointAuthSigningAlg is { } algorithm
                && (method is not (ClientAuthenticationMethods.PrivateKeyJwt or ClientAuthenticationMethods.SecretJwt)
                    || (method is ClientAuthenticationMethods.SecretJwt) != (algorithm == "HS256")),
            "token_endpoint_auth_signing_alg goes with private_key_jwt, and HS256 with client_secret_jwt.");
    }

    private static void CheckLogout(OAuthClientMetadata metadata, AppClientSettings settings)
    {
        Refuse(
            metadata.BackchannelLogoutUri?.Contains('#', StringComparison.Ordinal) == true,
            "backchannel_logout_uri can't have a fragment.");
        Refuse(
            metadata.BackchannelLogoutUri is null && metadata.BackchannelLogoutSessionRequired == true,
            "backchannel_logout_session_required needs backchannel_logout_uri.");
        Refuse(
            metadata.FrontchannelLogoutUri is null && metadata.FrontchannelLogoutSessionRequired == true,
            "frontchannel_logout_session_required needs frontchannel_logout_uri.");

        // OpenID Connect Front-Channel Logout, section 2: same scheme, host and port as a redirect address.
        Refuse(
            metadata.FrontchannelLogoutUri is { } uri
                && settings.CallbackURLs is { Count: > 0 } callbacks
                && !callbacks.Select(WebAddress.OriginOf).Contains(WebAddress.OriginOf(uri)),
            "frontchannel_logout_uri must have scheme, host and port of a redirect address.");
    }

    private static int NamesOf(OAuthClientMetadata metadata) => new[]
    {
        metadata.TlsClientAuthSubjectDn,
        metadata.TlsClientAuthSanDns,
        metadata.TlsClientAuthSanUri,
        metadata.TlsClientAuthSanIp,
        metadata.TlsClientAuthSanEmail,
    }.Count(name => name is not null);

    private static void Refuse(bool condition, string fault)
    {
        if (condition)
        {
            throw AuthError.InvalidMetadata(fault).AsException();
        }
    }
}
