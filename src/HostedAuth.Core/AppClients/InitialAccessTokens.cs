using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Core.AppClients;

/// <summary>
/// Initial access tokens (RFC 7591, section 3): the access token of a client that acts for itself, with the scope
/// <see cref="Scopes.Registration"/>.
/// </summary>
public sealed class InitialAccessTokens(PoolScope scope, AccessTokens accessTokens, TimeProvider time)
{
    /// <summary>What the token is good for. Touches no database.</summary>
    public InitialAccess Check(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (accessTokens.Read(token) is not { } claims
            || claims.GetText("client_id") is not { } clientId
            // A user's token doesn't do: a page could have it made, and a user vouches for no client.
            || claims.GetText("sub") != clientId
            || scope.Pool.FindClient(clientId) is not { } client
            || !accessTokens.IsForUs(claims)
            || !(claims.GetTime("exp") > time.GetUtcNow())
            // Bound to a key (RFC 9449; RFC 8705): nobody may use it as a mere bearer.
            || claims.TryGetProperty("cnf", out _))
        {
            return InitialAccess.Invalid;
        }

        // What the operator took from the client since counts at once.
        return claims.GetText("scope")?.Split(' ').Contains(Scopes.Registration) == true
            && client.OwnScopes.Contains(Scopes.Registration)
            ? InitialAccess.Good
            : InitialAccess.WrongScope;
    }
}

/// <summary>What an initial access token is good for.</summary>
public enum InitialAccess
{
    /// <summary>Its bearer may register clients.</summary>
    Good,

    /// <summary>It is no token of this pool that lives.</summary>
    Invalid,

    /// <summary>It lacks the scope.</summary>
    WrongScope,
}
