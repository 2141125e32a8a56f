using System.Text.Json;
using System.Text.Json.Serialization;

namespace HostedAuth.Core.AppClients;

/// <summary>Somebody whose assertions stand for users of the pool (RFC 7523, section 2.1).</summary>
public sealed record TrustedIssuer
{
    /// <summary>The <c>iss</c>, exactly.</summary>
    [JsonPropertyName("issuer")]
    public required string Issuer { get; init; }

    /// <summary>Its public keys; or <see cref="JwksUri"/>.</summary>
    [JsonPropertyName("jwks")]
    public JsonElement? Jwks { get; init; }

    /// <summary>Where they are published, https.</summary>
    [JsonPropertyName("jwks_uri")]
    public string? JwksUri { get; init; }

    /// <summary>
    /// Whether its assertions must have the <c>typ</c> <c>authorization-grant+jwt</c>, so that nothing else that it signs is one;
    /// most issuers have never heard of it.
    /// </summary>
    [JsonPropertyName("require_typ")]
    public bool? RequireType { get; init; }
}
