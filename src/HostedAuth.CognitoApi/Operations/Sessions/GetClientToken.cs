using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;

namespace HostedAuth.CognitoApi.Operations.Sessions;

/// <param name="Scopes">Of the client's scopes at resource servers; absent or empty means all of them.</param>
public sealed record GetClientTokenRequest(string ClientId, Secret Secret, IReadOnlyList<string>? Scopes) : IClientRequest;

public sealed record GetClientTokenResponse(ClientAuthenticationResult ClientAuthenticationResult);

/// <summary>A client's own token on the wire (ClientAuthenticationResultType).</summary>
/// <param name="ExpiresIn">Its life, in seconds.</param>
public sealed record ClientAuthenticationResult(Secret AccessToken, int ExpiresIn, string TokenType);

/// <summary>
/// A token for a client that acts for itself: client_credentials by the API. Touches no database. Refuses with
/// NotAuthorized (the secret), InvalidParameter (the flow, a scope).
/// </summary>
internal sealed class GetClientToken(TokenIssuer issuer, PoolScope scope)
    : ICognitoOperation<GetClientTokenRequest, GetClientTokenResponse>
{
    public async Task<GetClientTokenResponse> HandleAsync(GetClientTokenRequest request, CancellationToken cancellationToken)
    {
        var client = scope.Pool.RequireClient(request.ClientId);
        if (!client.HasSecret(request.Secret))
        {
            throw AuthError.ClientSecretMismatch(client.ClientId).AsException();
        }

        if (!client.AuthFlows.Contains(AuthFlow.ClientToken) && !client.OAuthFlows.Contains("client_credentials"))
        {
            throw AuthError.InvalidParameter("Auth flow not enabled for this client").AsException();
        }

        var grant = new Grant { Client = client, Scopes = Granted(client, request.Scopes), ByOAuth = true };
        var tokens = await issuer.IssueAsync(grant, cancellationToken);
        return new(new(tokens.AccessToken, tokens.ExpiresInSeconds, "Bearer"));
    }

    /// <summary>No scope that speaks of a user; a token that opens nothing is refused too.</summary>
    private static IReadOnlyList<string> Granted(ClientSnapshot client, IReadOnlyList<string>? asked)
    {
        IReadOnlyList<string> granted = asked is { Count: > 0 } ? [.. asked.Distinct()] : [.. client.OwnScopesUnasked];
        return granted.Count > 0 && granted.All(client.OwnScopes.Contains)
            ? granted
            : throw AuthError.InvalidParameter("Invalid scope requested.").AsException();
    }
}
