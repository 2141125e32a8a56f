using System.Globalization;
using HostedAuth.Core.Authorization;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Tokens;

namespace HostedAuth.Oidc.Authorize;

/// <summary>Grants what a request asks for, once nothing stands in its way: a code, tokens, or both.</summary>
internal sealed class AuthorizationGrants(AuthorizationCodes codes, TokenIssuer issuer, Consents consents)
{
    /// <summary>The members of the answer (RFC 6749, sections 4.1.2 and 4.2.2; OIDC Core, section 3.3.2.5).</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>> IssueAsync(
        AuthorizationRequest request,
        SsoSessionUser browser,
        CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> members = [];
        var asked = new FrontChannel(request.ResponseType.HasToken, HasIdToken(request))
        {
            State = request.Parameters.FindSingle("state"),
        };
        if (request.ResponseType.HasCode)
        {
            var consent = request.Client.AsksConsent
                ? await consents.FindAsync(browser.User.Id, request.Client.ClientId, cancellationToken)
                : null;
            var code = await codes.IssueAsync(CodeFor(request, browser.Session, consent), cancellationToken);
            asked = asked with { Code = code };
            members.Add(new("code", code.Value));
        }

        if (asked.HasAccessToken || asked.HasIdToken)
        {
            Write(members, await issuer.IssueAsync(GrantFor(request, browser), asked, cancellationToken));
        }

        return members;
    }

    /// <summary>Cognito's <c>token</c> brings an ID token with it; the standard's doesn't (Multiple Response Types, section 5).</summary>
    private static bool HasIdToken(AuthorizationRequest request) => request.ResponseType.HasIdToken
        || (request.Pool.IsStrict && request.ResponseType.Name == "token" && request.Scopes.Contains("openid"));

    private static void Write(List<KeyValuePair<string, string>> members, FrontChannelTokens tokens)
    {
        if (tokens.IdToken is { } idToken)
        {
            members.Add(new("id_token", idToken.Value));
        }

        if (tokens.AccessToken is { } accessToken)
        {
            members.Add(new("access_token", accessToken.Value));
            members.Add(new("token_type", "Bearer"));
            members.Add(new("expires_in", tokens.ExpiresInSeconds.ToString(CultureInfo.InvariantCulture)));
            members.Add(new("scope", string.Join(' ', tokens.Scopes)));
        }
    }

    private static AuthorizationCodeRequest CodeFor(AuthorizationRequest request, SsoSession session, Consent? consent) => new()
    {
        Client = request.Client,
        Session = session,
        RedirectUri = request.RedirectUri,
        Scopes = request.Scopes,
        Resources = request.Resources,
        ClaimsRequest = request.ClaimsRequest,
        CodeChallenge = request.CodeChallenge,
        KeyThumbprint = request.KeyThumbprint,
        Nonce = request.Nonce,
        ConsentId = consent?.Id,
    };

    private static Grant GrantFor(AuthorizationRequest request, SsoSessionUser browser) => new()
    {
        Client = request.Client,
        User = browser.User,
        Scopes = request.Scopes,
        Resources = request.Resources,
        ClaimsRequest = request.ClaimsRequest,
        AuthenticatedAt = browser.Session.AuthenticatedAt,
        Amr = browser.Session.Amr,
        Acr = AuthenticationLevels.ValueOf(request.Pool, AuthenticationLevels.Of(browser.Session.Amr)),
        IsByTriggers = browser.Session.IsByTriggers,
        Nonce = request.Nonce,
        SsoSessionId = browser.Session.Id,
        ByOAuth = true,
    };
}
