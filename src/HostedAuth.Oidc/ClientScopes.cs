using HostedAuth.Core.AppClients;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Oidc;

/// <summary>The scopes a client may have (RFC 6749, section 3.3).</summary>
internal static class ClientScopes
{
    /// <summary>Those of OpenID Connect that Cognito has, and its own; all others are a resource server's.</summary>
    public static readonly string[] Reserved = ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"];

    /// <summary>More than the fifty scopes a client can have, each at its longest, is no honest request.</summary>
    private const int MaximumLength = 4096;

    /// <summary>The scopes granted to a request: what it asks for, or all of the client's when it asks for nothing.</summary>
    /// <exception cref="OAuthException">invalid_scope.</exception>
    public static IReadOnlyList<string> Grant(PoolSnapshot pool, ClientSnapshot client, string? asked)
    {
        var known = client.Scopes.Where(scope => Reserved.Contains(scope) || Exists(pool, scope));
        IReadOnlyList<string> granted = asked is null ? [.. known] : Parse(asked);
        return granted.Count > 0 && granted.All(known.Contains)
            ? granted
            : throw new OAuthException("invalid_scope", "The client may not have this scope.");
    }

    /// <summary>The scopes in a parameter, each once.</summary>
    /// <exception cref="OAuthException">invalid_scope: it is endless.</exception>
    public static IReadOnlyList<string> Parse(string scope) =>
        scope.Length > MaximumLength
            ? throw new OAuthException("invalid_scope", "scope is too long.")
            : [.. scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()];

    /// <summary>A resource server of its settings may be gone.</summary>
    private static bool Exists(PoolSnapshot pool, string scope)
    {
        var slash = scope.LastIndexOf('/');
        return slash > 0
            && pool.ResourceServers.TryGetValue(scope[..slash], out var server)
            && server.Scopes.Any(one => one.ScopeName == scope[(slash + 1)..]);
    }
}
