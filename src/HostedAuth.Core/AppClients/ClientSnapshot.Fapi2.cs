namespace HostedAuth.Core.AppClients;

/// <summary>
/// What the FAPI 2.0 Security Profile asks of a client that is held to it, beyond what every client is held to.
/// </summary>
public sealed partial class ClientSnapshot
{
    private static readonly TimeSpan CodeLifetimeOfCognito = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan CodeLifetimeOfFapi2 = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Whether it is held to the profile: it pushes its requests with PKCE, asks for codes alone, proves itself by a key or a
    /// certificate, and its tokens are bound to one (FAPI 2.0 Security Profile, sections 5.3.2 and 5.4).
    /// </summary>
    public bool IsFapi2 => Metadata.SecurityProfile is "fapi2";

    /// <summary>A minute at most for the profile (section 5.3.2.1, no 11), five else.</summary>
    public TimeSpan CodeLifetime => IsFapi2 ? CodeLifetimeOfFapi2 : CodeLifetimeOfCognito;

    /// <summary>
    /// Whether it can't ask for a code without PKCE (RFC 9700, section 2.1.1; the profile, section 5.3.2.2, no 5).
    /// </summary>
    public bool NeedsPkce(bool isOptionalInPool) => IsFapi2 || (IsPublic && !isOptionalInPool);

    /// <summary>No shared secrets in the profile (section 5.3.2.1, no 6).</summary>
    private bool IsStrongEnough(string method) =>
        !IsFapi2 || method is "private_key_jwt" or "tls_client_auth" or "self_signed_tls_client_auth";
}
