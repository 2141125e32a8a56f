using HostedAuth.Core.AppClients;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Oidc.Authorize;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Logout;

/// <summary>
/// What may be asked at <c>/logout</c>: Cognito's forms (<c>client_id</c> with <c>logout_uri</c>, or with
/// <c>redirect_uri</c> to sign in again), and RP-Initiated Logout. It ends no session itself.
/// </summary>
public sealed class LogoutChecks(PoolScope scope, IdTokens idTokens, AuthorizeChecks authorizeChecks)
{
    /// <summary>The page that says the person is signed out.</summary>
    private const string SignedOutPage = "/signedout";

    /// <summary>Checks a request's query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="userId">Who is signed in; null for nobody.</param>
    public LogoutResult Check(QueryString query, string? userId)
    {
        var parameters = OAuthParameters.Parse(query.Value ?? "");
        try
        {
            parameters.RequireFew();
            if (parameters.HasDuplicates)
            {
                throw new OAuthException("invalid_request", "A parameter was sent more than once.");
            }

            return Decide(parameters, userId);
        }
        catch (OAuthException refusal)
        {
            return new LogoutResult.Refused(refusal.Error);
        }
    }

    private LogoutResult Decide(OAuthParameters parameters, string? userId)
    {
        var hint = ReadHint(parameters);
        var client = FindClient(parameters, hint);
        if (client is not null && parameters.FindSingle("logout_uri") is { } logoutUri)
        {
            return ByLink(client, Registered(client, logoutUri), isSignedIn: userId is not null);
        }

        if (client is not null && parameters.FindSingle("redirect_uri") is not null)
        {
            return SignInAgain(client, parameters, isSignedIn: userId is not null);
        }

        var location = AfterLogout(client, parameters);
        if (client?.Client.IsRegistered == true && userId is null && location != SignedOutPage)
        {
            // A hint proves nothing of who isn't signed in: the client sends its own account's along.
            return new LogoutResult.MustAsk(location);
        }

        return userId is null || hint?.UserId == userId
            ? new LogoutResult.Proven(location)
            : new LogoutResult.MustAsk(location);
    }

    /// <summary>An old token is as good a hint; anything else is none (RP-Initiated Logout, section 4).</summary>
    private IdTokenHint? ReadHint(OAuthParameters parameters) =>
        parameters.FindSingle("id_token_hint") is { } token
            ? idTokens.ReadHint(token) ?? throw new OAuthException("invalid_request", "id_token_hint is no ID token of this issuer.")
            : null;

    private ClientSnapshot? FindClient(OAuthParameters parameters, IdTokenHint? hint)
    {
        var named = parameters.FindSingle("client_id");
        if (named is not null && hint is not null && named != hint.ClientId)
        {
            throw new OAuthException("invalid_request", "id_token_hint was issued to another client.");
        }

        return (named ?? hint?.ClientId) is { } clientId
            ? scope.Pool.FindClient(clientId) ?? throw new OAuthException("invalid_client", "There is no such client.")
            : null;
    }

    /// <summary>Cognito's second form: out, and to the login page with the rest of the request.</summary>
    private LogoutResult SignInAgain(ClientSnapshot client, OAuthParameters parameters, bool isSignedIn) =>
        authorizeChecks.Check(parameters) switch
        {
            AuthorizeResult.Accepted accepted => ByLink(client, $"/login{accepted.Request.Query}", isSignedIn),
            // The authorization endpoint refuses it once more, in the mode asked for.
            AuthorizeResult.RefusedAtClient refused => ByLink(client, OidcFace.AuthorizePath + refused.Request.Query, isSignedIn),
            AuthorizeResult.RefusedHere refused => new LogoutResult.Refused(refused.Error),
            var other => throw new InvalidOperationException($"Unknown result {other.GetType().Name}."),
        };

    /// <summary>
    /// A mere link does it for an operator's client, unless the pool has who is signed in asked. Of one that registered itself
    /// nobody vouches: the person is asked, before they are signed out and before they are led there.
    /// </summary>
    private LogoutResult ByLink(ClientSnapshot client, string location, bool isSignedIn) =>
        client.Client.IsRegistered || (isSignedIn && scope.Pool.OAuth.ConfirmLogout == true)
            ? new LogoutResult.MustAsk(location)
            : new LogoutResult.Proven(location);

    private static string AfterLogout(ClientSnapshot? client, OAuthParameters parameters)
    {
        // Without a client nobody's addresses can be looked up, so the browser stays here.
        if (client is null || parameters.FindSingle("post_logout_redirect_uri") is not { } address)
        {
            return SignedOutPage;
        }

        var registered = Registered(client, address);
        if (parameters.FindSingle("state") is not { } state)
        {
            return registered;
        }

        var separator = registered.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return $"{registered}{separator}state={Uri.EscapeDataString(state)}";
    }

    /// <summary>To the letter, as at the authorization endpoint.</summary>
    private static string Registered(ClientSnapshot client, string address) =>
        client.LogoutUrls.Contains(address)
            ? address
            : throw new OAuthException("redirect_mismatch", "The address is not registered for the client.");
}
