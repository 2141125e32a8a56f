using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Domains;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Oidc.Discovery;

/// <summary>
/// The documents at the issuer (OIDC Discovery, section 4; RFC 7517, section 5), made once for each version of a pool and
/// forgotten with it.
/// </summary>
internal sealed class DiscoveryDocuments(
    Issuer issuer,
    PoolAddress addresses,
    ServerCapabilities capabilities,
    Settings settings)
{
    private readonly ConditionalWeakTable<PoolSnapshot, PublicDocument> _configurations = [];
    private readonly ConditionalWeakTable<PoolSnapshot, PublicDocument> _keys = [];

    /// <summary>/.well-known/openid-configuration.</summary>
    public PublicDocument Configuration(PoolSnapshot pool) => _configurations.GetValue(pool, MakeConfiguration);

    /// <summary>/.well-known/jwks.json.</summary>
    public PublicDocument Keys(PoolSnapshot pool) => _keys.GetValue(pool, one => new PublicDocument(one.Keys.Jwks));

    private PublicDocument MakeConfiguration(PoolSnapshot pool)
    {
        var body = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            WriteAddresses(json, pool);
            capabilities.Write(json, pool);
            json.WriteEndObject();
        }

        return new PublicDocument(body.WrittenMemory);
    }

    private void WriteAddresses(Utf8JsonWriter json, PoolSnapshot pool)
    {
        var issuerOfPool = issuer.Of(pool);
        var address = addresses.BaseOf(pool);
        json.WriteString("issuer", issuerOfPool);
        json.WriteString("authorization_endpoint", address + OidcFace.AuthorizePath);
        WriteAddressesOfPrograms(json, address, isCognitos: pool.IsStrict);
        if (RegistrationPolicy.IsOn(pool))
        {
            json.WriteString("registration_endpoint", address + OidcFace.RegisterPath);
        }

        json.WriteString("end_session_endpoint", address + OidcFace.LogoutPath);
        json.WriteString("jwks_uri", issuerOfPool + OidcFace.KeysPath);
        if (settings.ClientCertificates.PublicUrl is { Length: > 0 } mutual && !pool.IsStrict)
        {
            json.WriteStartObject("mtls_endpoint_aliases");
            WriteAddressesOfPrograms(json, $"{mutual}/{pool.Id}", isCognitos: false);
            json.WriteEndObject();
        }
    }

    /// <summary>
    /// Where programs send requests; all of them also at the address where clients are asked for their certificates
    /// (RFC 8705, section 5).
    /// </summary>
    /// <param name="json">The document.</param>
    /// <param name="address">What the paths stand below.</param>
    /// <param name="isCognitos">Those alone that Cognito's document has.</param>
    private static void WriteAddressesOfPrograms(Utf8JsonWriter json, string address, bool isCognitos)
    {
        json.WriteString("token_endpoint", address + OidcFace.TokenPath);
        json.WriteString("userinfo_endpoint", address + OidcFace.UserInfoPath);
        json.WriteString("revocation_endpoint", address + OidcFace.RevokePath);
        if (!isCognitos)
        {
            json.WriteString("pushed_authorization_request_endpoint", address + OidcFace.PushedRequestPath);
            json.WriteString("introspection_endpoint", address + OidcFace.IntrospectPath);
            json.WriteString("device_authorization_endpoint", address + OidcFace.DevicePath);
        }
    }
}
