using System.Text.Json;
using HostedAuth.Core.Sessions;

namespace HostedAuth.Core.Tokens;

/// <summary>A token that is good, as whoever may ask is told.</summary>
public abstract record ActiveToken
{
    private ActiveToken()
    {
    }

    /// <param name="Claims">What the token itself says.</param>
    public sealed record Access(JsonElement Claims) : ActiveToken;

    /// <param name="Issuer">Of the pool.</param>
    /// <param name="Session">What it refreshes.</param>
    /// <param name="Subject">Whose it is, as the client knows them.</param>
    /// <param name="Username">The same person's name.</param>
    /// <param name="ExpiresAt">When it can't be used any more, unless replaced before.</param>
    public sealed record Refresh(string Issuer, TokenSession Session, string Subject, string Username, DateTimeOffset ExpiresAt)
        : ActiveToken;
}
