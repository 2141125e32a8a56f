using HostedAuth.Core.Errors;
using HostedAuth.Core.Sessions;

namespace HostedAuth.Core.Tokens;

/// <summary>What a refresh asks of what was granted: all of it, unless it says less.</summary>
/// <param name="Scopes">A subset of the granted scopes (RFC 6749, section 6); null for all.</param>
/// <param name="Resources">A subset of the granted resources (RFC 8707, section 2.2); empty for all.</param>
public sealed record Narrowing(IReadOnlyList<string>? Scopes, IReadOnlyList<string> Resources)
{
    /// <summary>All that was granted.</summary>
    public static Narrowing None { get; } = new(null, []);

    /// <summary>Why it can't be had; null where it can.</summary>
    /// <param name="session">What was granted.</param>
    /// <param name="standing">The scopes of it that stand; null for no more tokens.</param>
    internal AuthError? RefusalOf(TokenSession session, IReadOnlyList<string>? standing) => this switch
    {
        _ when standing is null => AuthError.InvalidRefreshToken,
        _ when Scopes?.Except(standing).Any() == true => AuthError.ScopeNotGranted,
        _ when Resources.Except(session.Resources).Any() => AuthError.ResourceNotGranted,
        _ => null,
    };

    /// <summary>The scopes of the new tokens.</summary>
    /// <param name="standing">The scopes that stand, of which it was found that they have it.</param>
    internal IReadOnlyList<string> ScopesOf(IReadOnlyList<string>? standing) => Scopes ?? standing ?? [];

    /// <summary>The resources of the new access token.</summary>
    internal IReadOnlyList<string> ResourcesOf(TokenSession session) => Resources.Count > 0 ? Resources : session.Resources;
}
