using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Groups;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Tokens;

/// <summary>What the tokens of one moment are about: read once, written into both.</summary>
internal sealed record TokenSubject
{
    /// <summary>The pool's issuer.</summary>
    public required string Issuer { get; init; }

    public required ClientSnapshot Client { get; init; }

    public required User User { get; init; }

    public required TokenSession Session { get; init; }

    /// <summary>By precedence.</summary>
    public required IReadOnlyList<Group> Groups { get; init; }

    /// <summary>The scopes of these tokens: those of the session, or fewer.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The resources of the access token (RFC 8707): those of the session, or fewer.</summary>
    public IReadOnlyList<string> Resources
    {
        get => field ?? Session.Resources;
        init;
    }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Of the authorization request; refreshed ID tokens have none (OIDC Core, section 12.2).</summary>
    public string? Nonce { get; init; }

    /// <summary>What goes by the browser; null for the token endpoint and the API.</summary>
    public FrontChannel? FrontChannel { get; init; }

    /// <summary>What a trigger wants otherwise; null for nothing.</summary>
    public ClaimOverrides? Overrides { get; init; }

    /// <summary>What the tokens must not outlive; null for no such thing.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Who acts for the user (<c>act</c>; RFC 8693, section 4.1); null where nobody does.</summary>
    public JsonElement? Actor { get; init; }

    public TimeSpan AccessTokenLifetime =>
        EndsAt - Now is { } left && left < Client.AccessTokenLifetime ? left : Client.AccessTokenLifetime;

    /// <summary>The user as the client knows them.</summary>
    public string Sub => field ??= Client.SubjectOf(User.Id);

    public string Username => Client.UsernameOf(User);

    /// <summary>What the access token says.</summary>
    public IReadOnlyList<string> ScopesShown => Overrides?.ScopesOf(Scopes) ?? Scopes;
}
