using HostedAuth.Core.AppClients;
using HostedAuth.Core.Sessions;

namespace HostedAuth.Core.Tokens;

/// <summary>
/// What of the scopes that a sign-in granted the client may still have: what an operator takes, a refresh gives no more.
/// Sessions of the API hold what the API gives, and a strict pool does as Cognito.
/// </summary>
internal static class StandingScopes
{
    /// <summary>The scopes that stand; null where the client gets no tokens by the OAuth endpoints any more.</summary>
    public static IReadOnlyList<string>? Of(TokenSession session, ClientSnapshot client)
    {
        if (!session.ByOAuth)
        {
            return session.Scopes;
        }

        var isStrict = client.Pool.IsStrict;
        if (!client.UsesOAuth || (!isStrict && !client.GetsRefreshTokens))
        {
            return null;
        }

        if (isStrict || session.Scopes.All(client.Scopes.Contains))
        {
            return session.Scopes;
        }

        List<string> left = [.. session.Scopes.Where(client.Scopes.Contains)];
        var granted = ScopedAttributes.Effective(session.Scopes, isStrict);
        if (ScopedAttributes.Effective(left, isStrict).Except(granted).Any())
        {
            // Left alone it would open all, what was taken too.
            left.Remove(Scopes.OpenId);
        }

        return left.Count > 0 ? left : null;
    }
}
