using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Tokens;

/// <summary>What the authorization endpoint itself gives out, by the browser (OIDC Core, sections 3.2 and 3.3).</summary>
/// <param name="HasAccessToken">Whether an access token is asked for.</param>
/// <param name="HasIdToken">Whether an ID token is asked for.</param>
public sealed record FrontChannel(bool HasAccessToken, bool HasIdToken)
{
    /// <summary>The code that goes along; the ID token vouches for it (<c>c_hash</c>; OIDC Core, section 3.3.2.11).</summary>
    public Secret? Code { get; init; }

    /// <summary>The state that goes along; the ID token vouches for it (<c>s_hash</c>; FAPI 1.0 part 2, section 5.1).</summary>
    public string? State { get; init; }
}

/// <summary>Tokens that go by the browser; never a refresh token (RFC 6749, section 4.2.2).</summary>
/// <param name="AccessToken">Null where none was asked for.</param>
/// <param name="ExpiresInSeconds">The life of the access token.</param>
/// <param name="IdToken">Null where none was asked for.</param>
/// <param name="Scopes">The scopes of the access token.</param>
public sealed record FrontChannelTokens(
    Secret? AccessToken,
    int ExpiresInSeconds,
    Secret? IdToken,
    IReadOnlyList<string> Scopes);
