using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Tokens;

/// <summary>Tokens as issued.</summary>
/// <param name="AccessToken">A JWT.</param>
/// <param name="ExpiresInSeconds">The life of the access token.</param>
/// <param name="IdToken">A JWT; null without <c>openid</c> and without a user.</param>
/// <param name="RefreshToken">An opaque handle; null where none is given or the old one stays.</param>
/// <param name="Scopes">The scopes of the access token.</param>
/// <param name="TokenType">How the access token is used: <c>Bearer</c>, or <c>DPoP</c> where it is bound to a key.</param>
public sealed record TokenSet(
    Secret AccessToken,
    int ExpiresInSeconds,
    Secret? IdToken,
    Secret? RefreshToken,
    IReadOnlyList<string> Scopes,
    string TokenType)
{
    /// <summary>What kind of token it is that was exchanged for another (RFC 8693, section 2.2.1); null elsewhere.</summary>
    public string? IssuedTokenType { get; init; }
}
