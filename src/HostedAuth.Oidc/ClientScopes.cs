using HostedAuth.Core.AppClients;

namespace HostedAuth.Oidc;

/// <summary>The scopes a client may have (RFC 6749, section 3.3).</summary>
internal static class ClientScopes
{
    /// <summary>More than the fifty scopes a client can have is no honest request.</summary>
    private const int MaximumLength = 4096;

    /// <summary>The scopes granted on behalf of a user: what is asked for, or all of the client's when nothing is.</summary>
    /// <exception cref="OAuthException">invalid_scope.</exception>
    public static IReadOnlyList<string> Grant(ClientSnapshot client, string? asked) =>
        Grant(asked, [.. client.Scopes.Where(scope => scope != Scopes.Registration)]);

    /// <summary>
    /// The scopes granted by the word of somebody else than the user: what is asked for, or all when nothing is, but never the one
    /// that opens the account itself. By that a word for an hour would make an address, and so a password, for good.
    /// </summary>
    /// <exception cref="OAuthException">invalid_scope.</exception>
    public static IReadOnlyList<string> GrantByAnothersWord(ClientSnapshot client, string? asked) =>
        Grant(asked, [.. client.Scopes.Where(scope => scope is not (Scopes.Registration or Scopes.SelfService))]);

    /// <summary>
    /// The scopes granted to the client itself: only those of resource servers, and, where it asks for it by name, that
    /// to register clients.
    /// </summary>
    /// <exception cref="OAuthException">invalid_scope.</exception>
    public static IReadOnlyList<string> GrantToItself(ClientSnapshot client, string? asked) =>
        Grant(asked, [.. asked is null ? client.OwnScopesUnasked : client.OwnScopes]);

    /// <summary>The scopes in a parameter, each once.</summary>
    /// <exception cref="OAuthException">invalid_scope: there is none in it, or it is endless.</exception>
    public static IReadOnlyList<string> Parse(string scope)
    {
        string[] scopes = scope.Length > MaximumLength
            ? []
            : [.. scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()];
        return scopes.Length > 0 ? scopes : throw new OAuthException("invalid_scope", "scope is empty or too long.");
    }

    private static IReadOnlyList<string> Grant(string? asked, IReadOnlyList<string> allowed)
    {
        var granted = asked is null ? allowed : Parse(asked);
        return granted.Count > 0 && granted.All(allowed.Contains)
            ? granted
            : throw new OAuthException("invalid_scope", "The client may not have this scope.");
    }
}
