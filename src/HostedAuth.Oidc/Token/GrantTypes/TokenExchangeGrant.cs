using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Tokens;

namespace HostedAuth.Oidc.Token.GrantTypes;

/// <summary>
/// A token of the client's own for the token of somebody else's user (RFC 8693). Off unless the client has it among its
/// <c>grant_types</c>, a policy (<c>hostedauth_token_exchange</c>), and a way to prove itself.
/// </summary>
internal sealed class TokenExchangeGrant(TokenExchanges exchanges) : IGrantType
{
    public const string GrantType = "urn:ietf:params:oauth:grant-type:token-exchange";

    private const string AccessTokenType = "urn:ietf:params:oauth:token-type:access_token";

    /// <summary>Both may repeat (section 2.1).</summary>
    private static readonly string[] Targets = ["audience", ResourceIndicators.Parameter];

    public string Name => GrantType;

    public bool IsAllowed(ClientSnapshot client) =>
        !client.IsPublic && client.Metadata.TokenExchange is not null && client.FurtherGrantTypes.Contains(GrantType);

    public async Task<TokenSet> HandleAsync(ClientRequest request, ClientSnapshot client, CancellationToken cancellationToken)
    {
        RequireType(request, "subject_token_type");
        var actorToken = request.Find("actor_token");
        if (actorToken is not null)
        {
            RequireType(request, "actor_token_type");
        }
        else if (request.Find("actor_token_type") is not null)
        {
            // Section 2.1: it must not stand without the token.
            throw new OAuthException("invalid_request", "actor_token_type stands without an actor_token.");
        }

        if (request.Find("requested_token_type") is { } wanted && wanted != AccessTokenType)
        {
            throw new OAuthException("invalid_request", "The server gives access tokens only.");
        }

        var exchange = await exchanges.ExchangeAsync(
            new TokenExchangeRequest
            {
                Client = client,
                SubjectToken = new Secret(request.Require("subject_token")),
                ActorToken = actorToken is null ? null : new Secret(actorToken),
                Scopes = request.Find("scope") is { } scope ? ClientScopes.Parse(scope) : null,
                Targets = [.. Targets.SelectMany(request.Parameters.FindAll).Distinct()],
            },
            cancellationToken);
        return exchange switch
        {
            TokenExchange.Exchanged(var tokens) => tokens with { IssuedTokenType = AccessTokenType },
            TokenExchange.Refused(var fault) => throw Refusal(fault),
            _ => throw new InvalidOperationException($"Unknown outcome {exchange.GetType().Name}."),
        };
    }

    private static void RequireType(ClientRequest request, string name)
    {
        if (request.Require(name) != AccessTokenType)
        {
            throw new OAuthException("invalid_request", $"{name} must be {AccessTokenType}.");
        }
    }

    /// <summary>Section 2.2.2.</summary>
    private static OAuthException Refusal(TokenExchangeFault fault) => fault switch
    {
        TokenExchangeFault.SubjectToken => new("invalid_request", "The subject_token can't be exchanged by this client."),
        TokenExchangeFault.Actor => new("invalid_request", "This actor may not act for the subject."),
        TokenExchangeFault.ChainTooLong => new("invalid_request", "Too many act for each other already."),
        TokenExchangeFault.Target => new("invalid_target", "The client may not ask for a token for this audience or resource."),
        TokenExchangeFault.Consent => new("invalid_request", "The user has not allowed the client this."),
        _ => new("invalid_scope", "The subject_token hasn't this scope, or the client may not have it."),
    };
}
