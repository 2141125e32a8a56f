using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Requests;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;

namespace HostedAuth.Oidc.Token.GrantTypes;

/// <summary>
/// The client acts for itself (RFC 6749, section 4.4): no user, so no ID token, no refresh token, and none of the scopes
/// that speak of a user. Touches no database.
/// </summary>
internal sealed class ClientCredentialsGrant(PoolScope scope, TokenIssuer issuer, CallDetails details) : IGrantType
{
    public string Name => "client_credentials";

    public bool IsAllowed(ClientSnapshot client) => !client.IsPublic && client.OAuthFlows.Contains("client_credentials");

    public Task<TokenSet> HandleAsync(ClientRequest request, ClientSnapshot client, CancellationToken cancellationToken)
    {
        details.ClientMetadata = MetadataOf(request);
        var grant = new Grant
        {
            Client = client,
            Scopes = ClientScopes.GrantToItself(client, request.Find("scope")),
            Resources = ResourceIndicators.Read(scope.Pool, request.Parameters),
            ByOAuth = true,
        };
        return issuer.IssueAsync(grant, cancellationToken);
    }

    /// <summary>What the client wants the trigger to know: a JSON object of texts (aws_client_metadata, as Cognito's endpoint).</summary>
    private static Dictionary<string, string> MetadataOf(ClientRequest request)
    {
        try
        {
            return request.Find("aws_client_metadata") is { } json
                ? JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? []
                : [];
        }
        catch (JsonException)
        {
            throw new OAuthException("invalid_request", "aws_client_metadata must be a JSON object of texts.");
        }
    }
}
