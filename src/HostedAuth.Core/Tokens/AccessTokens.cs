using HostedAuth.Core.Users;

namespace HostedAuth.Core.Tokens;

/// <summary>Access tokens as presented: by users to the API and to userInfo.</summary>
public sealed class AccessTokens
{
    /// <summary>The pool id that an access token claims in <c>iss</c>, unverified, so that the pool can be entered; or null.</summary>
    public static string? ReadPoolId(string accessToken) => throw new NotImplementedException();

    /// <summary>
    /// Verifies signature, issuer, use, time and scope, and that its token session and its user live: one read. Refuses with
    /// InvalidAccessToken, AccessTokenExpired, AccessTokenRevoked, AccessTokenScope, UserNotFound, UserDisabled.
    /// </summary>
    /// <param name="accessToken">The JWT.</param>
    /// <param name="requiredScope">One scope it must have.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<AccessTokenIdentity> VerifyAsync(
        string accessToken,
        string requiredScope,
        CancellationToken cancellationToken) => throw new NotImplementedException();
}

/// <summary>Who an access token speaks for.</summary>
/// <param name="User">The user, tracked by the unit of work.</param>
/// <param name="ClientId">The client it was issued to.</param>
/// <param name="TokenSessionId">Its <c>origin_jti</c>; null when the client has revocation off.</param>
/// <param name="Scopes">Its scopes.</param>
public sealed record AccessTokenIdentity(
    User User,
    string ClientId,
    string? TokenSessionId,
    IReadOnlyList<string> Scopes);
