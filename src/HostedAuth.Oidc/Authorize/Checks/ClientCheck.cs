namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary><c>client_id</c> names a client of the pool.</summary>
internal sealed class ClientCheck : IAuthorizeCheck
{
    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        var clientId = request.Parameters.FindSingle("client_id")
            ?? throw new OAuthException("invalid_request", "client_id is required, once.");
        return request with
        {
            Client = request.Pool.FindClient(clientId)
                ?? throw new OAuthException("invalid_client", "There is no such client."),
        };
    }
}
