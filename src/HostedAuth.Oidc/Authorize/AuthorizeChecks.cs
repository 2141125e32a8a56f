using HostedAuth.Core.IdentityProviders;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Oidc.Authorize.Checks;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Authorize;

/// <summary>
/// What may be asked at <c>/oauth2/authorize</c>, and so at every page that carries such a request: an ordered list, one
/// file each.
/// </summary>
public sealed class AuthorizeChecks(
    PoolScope scope,
    IdTokens idTokens,
    IEnumerable<ISignInProvider> providers)
{
    // Until these have passed, nothing goes to the client's address (RFC 6749, section 4.1.2.1).
    private readonly IAuthorizeCheck[] _whoAsks = [new CountCheck(), new ClientCheck(), new RedirectUriCheck(), new AnswerCheck()];

    // From here on the client hears of it.
    private readonly IAuthorizeCheck[] _whatIsAsked =
    [
        new DuplicatesCheck(),
        new CharactersCheck(),
        new RequestObjectCheck(),
        new ResponseTypeCheck(),
        new ResponseModeCheck(),
        new ScopeCheck(),
        new ResourceCheck(),
        new PkceCheck(),
        new DpopKeyCheck(),
        new NonceCheck(),
        new IdTokenCheck(),
        new PromptCheck(),
        new MaxAgeCheck(),
        new AcrValuesCheck(),
        new IdTokenHintCheck(idTokens),
        new ClaimsCheck(),
        new IdentityProviderCheck(providers),
    ];

    /// <summary>Checks the query of a request; its <c>flow</c> is no part of it.</summary>
    public AuthorizeResult Check(QueryString query) => Check(OAuthParameters.Parse(query.Value ?? ""));

    /// <summary>Checks the parameters of a request, from its query or its form.</summary>
    /// <param name="parameters">The parameters that count.</param>
    /// <param name="origin">How they reached the server; null: as they are.</param>
    public AuthorizeResult Check(OAuthParameters parameters, RequestOrigin? origin = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = new AuthorizationRequest
        {
            Pool = scope.Pool,
            Parameters = parameters.Without(AuthorizationFlows.Parameter),
            Origin = origin ?? RequestOrigin.Plain,
        };
        try
        {
            request = _whoAsks.Aggregate(request, Apply);
        }
        catch (OAuthException refusal)
        {
            return new AuthorizeResult.RefusedHere(refusal.Error);
        }

        try
        {
            return new AuthorizeResult.Accepted(_whatIsAsked.Aggregate(request, Apply));
        }
        catch (OAuthException refusal)
        {
            return new AuthorizeResult.RefusedAtClient(request, refusal.Error);
        }
    }

    /// <summary>
    /// What becomes of a request that could not be read: the client hears of it when the address beside it is proven, else
    /// nobody but the person.
    /// </summary>
    internal AuthorizeResult Refuse(OAuthParameters sent, OAuthError error)
    {
        try
        {
            var request = new AuthorizationRequest { Pool = scope.Pool, Parameters = sent };
            return new AuthorizeResult.RefusedAtClient(_whoAsks.Aggregate(request, Apply), error);
        }
        catch (OAuthException)
        {
            return new AuthorizeResult.RefusedHere(error);
        }
    }

    /// <summary>A request of another kind with what its client demands of every sign-in: how strong, and how fresh.</summary>
    public static AuthorizationRequest WithUsualDemands(AuthorizationRequest request) =>
        Apply(Apply(request, new MaxAgeCheck()), new AcrValuesCheck());

    private static AuthorizationRequest Apply(AuthorizationRequest request, IAuthorizeCheck check) => check.Apply(request);
}
