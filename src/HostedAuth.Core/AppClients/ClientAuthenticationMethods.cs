namespace HostedAuth.Core.AppClients;

/// <summary>The registered ways in which a client authenticates at the token endpoint (RFC 7591, section 2; RFC 8705).</summary>
public static class ClientAuthenticationMethods
{
    public const string None = "none";
    public const string SecretBasic = "client_secret_basic";
    public const string SecretPost = "client_secret_post";
    public const string SecretJwt = "client_secret_jwt";
    public const string PrivateKeyJwt = "private_key_jwt";
    public const string Tls = "tls_client_auth";
    public const string SelfSignedTls = "self_signed_tls_client_auth";

    internal static string[] All { get; } = [SecretBasic, SecretPost, SecretJwt, PrivateKeyJwt, Tls, SelfSignedTls, None];

    /// <summary>Whether it needs a secret that the server knows too.</summary>
    public static bool NeedsSecret(string? method) => method is SecretBasic or SecretPost or SecretJwt;

    /// <summary>Whether it proves the client by a key of its own.</summary>
    public static bool NeedsKey(string? method) => method is PrivateKeyJwt or Tls or SelfSignedTls;
}
