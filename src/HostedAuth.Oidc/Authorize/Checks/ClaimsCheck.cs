using HostedAuth.Core.AppClients;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Tokens;

namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary>
/// <c>claims</c> asks for claims one by one (OIDC Core, section 5.5). Two of them say who must be signed in, and how: a
/// value of <c>sub</c>, and of an essential <c>acr</c> (section 5.5.1.1).
/// </summary>
internal sealed class ClaimsCheck : IAuthorizeCheck
{
    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        if (request.Parameters.FindSingle("claims") is not { } json)
        {
            return request;
        }

        var claims = ClaimsRequest.Parse(json)
            ?? throw new OAuthException("invalid_request", "claims must be a JSON object of the form of OIDC Core, section 5.5.");

        // Kept is what can be shown to whom is asked, so that no later change of the client or pool opens more.
        var kept = request with { ClaimsRequest = claims.ToJson(name => IsReadable(request, name)) };
        return RequireLevel(RequireUser(kept, claims), claims);
    }

    private static bool IsReadable(AuthorizationRequest request, string name) =>
        name != "sub"
        && request.Scopes.Contains(Scopes.OpenId)
        && request.Client.ReadableAttributes.Contains(name)
        && request.Pool.Attributes.GetValueOrDefault(name)?.DeveloperOnlyAttribute != true;

    private static AuthorizationRequest RequireUser(AuthorizationRequest request, ClaimsRequest claims)
    {
        foreach (var asked in new[] { claims.IdToken, claims.UserInfo })
        {
            if (!asked.TryGetValue("sub", out var sub) || sub.Values is not [var value])
            {
                continue;
            }

            var userId = request.Client.UserIdOf(value);
            request = request.ExpectedUserId is null || request.ExpectedUserId == userId
                ? request with { ExpectedUserId = userId }
                : throw new OAuthException("invalid_request", "The request names two users.");
        }

        return request;
    }

    private static AuthorizationRequest RequireLevel(AuthorizationRequest request, ClaimsRequest claims)
    {
        if (!claims.IdToken.TryGetValue("acr", out var acr) || acr is not { IsEssential: true, Values.Count: > 0 })
        {
            return request;
        }

        var levels = AuthenticationLevels.Parse(request.Pool, string.Join(' ', acr.Values));
        return levels.Count > 0
            ? request with { Levels = levels }
            : throw new OAuthException("unmet_authentication_requirements", "The pool has no such authentication level.");
    }
}
