using HostedAuth.Core.AppClients;
using HostedAuth.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Token.ClientAuthentication;

/// <summary>Finds out which client makes a request, by exactly one method, and only by the one it registered.</summary>
internal sealed class ClientAuthenticator(PoolScope scope, IEnumerable<IClientAuthenticationMethod> methods)
{
    /// <exception cref="OAuthException">invalid_client; invalid_request for two methods at once.</exception>
    public async ValueTask<ClientSnapshot> AuthenticateAsync(ClientRequest request, CancellationToken cancellationToken)
    {
        IClientAuthenticationMethod? used = null;
        foreach (var method in methods.Where(method => method.IsUsed(scope.Pool, request)))
        {
            // RFC 6749, section 2.3: not more than one method in each request.
            used = used is null
                ? method
                : throw new OAuthException("invalid_request", "The client authenticates in more than one way.");
        }

        var client = used is null ? null : await used.AuthenticateAsync(scope.Pool, request, cancellationToken);
        return client is not null && client.MayAuthenticateBy(used!.Name) ? client : throw Refusal();
    }

    /// <summary>The same where a client_id alone is not enough (RFC 7662, section 2.1).</summary>
    /// <exception cref="OAuthException">invalid_client, for a public client too; invalid_request for two methods at once.</exception>
    public async ValueTask<ClientSnapshot> AuthenticateConfidentialAsync(
        ClientRequest request,
        CancellationToken cancellationToken)
    {
        var client = await AuthenticateAsync(request, cancellationToken);
        return client.IsPublic ? throw Refusal() : client;
    }

    /// <summary>
    /// The same for an unknown client, a wrong secret and a way that the client may not use. Challenged however it came: 401
    /// says what would do (RFC 9110, section 15.5.2).
    /// </summary>
    private static OAuthException Refusal() =>
        new("invalid_client", "The client could not be authenticated.", StatusCodes.Status401Unauthorized)
        {
            Challenge = "Basic realm=\"HostedAuth\", charset=\"UTF-8\"",
        };
}
