using HostedAuth.Core.AppClients;
using HostedAuth.Core.Sessions;

namespace HostedAuth.Core.Tokens;

/// <summary>What an authorization code stands for: a checked authorization request, answered by a signed-in browser.</summary>
public sealed record AuthorizationCodeRequest
{
    public required ClientSnapshot Client { get; init; }

    public required SsoSession Session { get; init; }

    /// <summary>As registered, exactly.</summary>
    public required string RedirectUri { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>PKCE's challenge, S256; null when the client sent none.</summary>
    public string? CodeChallenge { get; init; }

    /// <summary>Of the authorization request, exactly.</summary>
    public string? Nonce { get; init; }
}
