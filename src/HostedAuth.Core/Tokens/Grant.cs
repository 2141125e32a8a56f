using HostedAuth.Core.AppClients;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Tokens;

/// <summary>What was proven and to whom: all that the issuer needs. A grant proves, the issuer mints.</summary>
public sealed record Grant
{
    public required ClientSnapshot Client { get; init; }

    /// <summary>The user; null when the client acts for itself (client_credentials).</summary>
    public User? User { get; init; }

    /// <summary>The user's groups by precedence, where the grant read them; null to have them read.</summary>
    internal IReadOnlyList<Groups.Group>? Groups { get; init; }

    /// <summary>The scopes granted; <c>openid</c> among them asks for an ID token.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When the user proved the first factor.</summary>
    public DateTimeOffset AuthenticatedAt { get; init; }

    public IReadOnlyList<string> Amr { get; init; } = [];

    public string? Acr { get; init; }

    /// <summary>Whether the word of the pool's triggers was all that was proven (<see cref="SignIn.Proof.AreByTriggers"/>).</summary>
    public bool IsByTriggers { get; init; }

    /// <summary>Of the sign-in's event (<c>event_id</c>); by default a fresh one.</summary>
    public string? EventId { get; init; }

    /// <summary>The nonce of the authorization request, exactly.</summary>
    public string? Nonce { get; init; }

    /// <summary>The resources that its access tokens are for (RFC 8707); empty for none named.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Of these the ones that are asked for now (RFC 8707, section 2.2); all unless said otherwise.</summary>
    public IReadOnlyList<string> ResourcesNow { get => field is { Count: > 0 } ? field : Resources; init; } = [];

    /// <summary>The <c>claims</c> parameter as JSON (OIDC Core, section 5.5); null when there was none.</summary>
    public string? ClaimsRequest { get; init; }

    /// <summary>The browser session behind it; null for the API.</summary>
    public string? SsoSessionId { get; init; }

    /// <summary>The consent that it rests on; null for any that the client has.</summary>
    public string? ConsentId { get; init; }

    /// <summary>The token session whose proof it builds upon, and which must still live; null where all was proven anew.</summary>
    public string? RaisedTokenSessionId { get; init; }

    /// <summary>The device it is made on, where the pool tracks devices.</summary>
    public string? DeviceKey { get; init; }

    /// <summary>True when an OAuth endpoint asks: <c>version</c> 2, and the ID token's claims follow the scopes.</summary>
    public bool ByOAuth { get; init; }

    /// <summary>Whether no refresh token is given: whoever proved it must prove it anew.</summary>
    public bool WithoutRefreshToken { get; init; }

    /// <summary>The challenge that was answered last (ChallengeNameType); null where none is known.</summary>
    public string? LastChallenge { get; init; }

    /// <summary>The id the new token session must get; by default a fresh one. A code names the one that its use begins.</summary>
    public string? TokenSessionId { get; init; }

    internal bool IsByCode => TokenSessionId is not null;

    /// <summary>As the events of PreTokenGeneration name it.</summary>
    internal string Reason => this switch
    {
        { ByOAuth: true } => "HostedAuth",
        { LastChallenge: "NEW_PASSWORD_REQUIRED" } => "NewPasswordChallenge",
        { LastChallenge: "DEVICE_PASSWORD_VERIFIER" } => "AuthenticateDevice",
        _ => "Authentication",
    };
}
