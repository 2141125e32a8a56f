using System.Text.Json;
using System.Text.Json.Serialization;

namespace HostedAuth.Core.Tokens;

/// <summary>What a code of the authorization code grant says (RFC 6749, section 4.1.2).</summary>
internal sealed record AuthorizationCode
{
    /// <summary>
    /// What its one use begins: the token session of this id, which can begin but once. A UUID.
    /// </summary>
    public required string TokenSessionId { get; init; }

    /// <summary>The browser's session that it was made for, and by it its user.</summary>
    public required string SsoSessionId { get; init; }

    public required string RedirectUri { get; init; }

    /// <summary>PKCE, S256 only (RFC 7636).</summary>
    public string? CodeChallenge { get; init; }

    public string? Nonce { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = [];

    public required DateTimeOffset AuthenticatedAt { get; init; }

    public IReadOnlyList<string> Amr { get; init; } = [];

    /// <summary>The resources that its access tokens are for (RFC 8707); empty for none named.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>The <c>claims</c> parameter as JSON (OIDC Core, section 5.5); null when there was none.</summary>
    public string? ClaimsRequest { get; init; }

    /// <summary>
    /// The key that the client must prove when it redeems the code (RFC 9449, section 10): SHA-256 thumbprint in base64url, as
    /// <c>jkt</c>; null for none.
    /// </summary>
    public string? KeyThumbprint { get; init; }

    /// <summary>The consent that it rests on (<see cref="Authorization.Consent.Id"/>); null where none was needed.</summary>
    public string? ConsentId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, AuthorizationCodeJson.Default.AuthorizationCode);

    public static AuthorizationCode Read(byte[] content) =>
        JsonSerializer.Deserialize(content, AuthorizationCodeJson.Default.AuthorizationCode)!;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(AuthorizationCode))]
internal sealed partial class AuthorizationCodeJson : JsonSerializerContext;
