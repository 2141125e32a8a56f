using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Token;

/// <summary>A request that a client makes for itself: its form, and the header by which it may authenticate.</summary>
internal sealed class ClientRequest
{
    private readonly OAuthParameters _parameters;

    private ClientRequest(OAuthParameters parameters, string? authorization)
    {
        _parameters = parameters;
        Authorization = authorization;
    }

    /// <summary>The Authorization header, or null.</summary>
    public string? Authorization { get; }

    /// <summary>Reads the form. The query is not looked at: what a client sends is no matter for logs (RFC 6749, section 2.3.1).</summary>
    /// <exception cref="OAuthException">invalid_request: no form, or a parameter stands twice.</exception>
    public static async Task<ClientRequest> ReadAsync(HttpRequest http)
    {
        var parameters = await OAuthForm.ReadAsync(http);
        if (parameters.HasDuplicates)
        {
            throw new OAuthException("invalid_request", "A parameter was sent more than once.");
        }

        var authorization = http.Headers.Authorization;
        return authorization.Count > 1
            ? throw new OAuthException("invalid_request", "There is more than one Authorization header.")
            : new ClientRequest(parameters, authorization);
    }

    /// <summary>The parameter, or null.</summary>
    public string? Find(string name) => _parameters.FindSingle(name);

    /// <summary>The parameter.</summary>
    /// <exception cref="OAuthException">invalid_request: it is not there.</exception>
    public string Require(string name) =>
        Find(name) ?? throw new OAuthException("invalid_request", $"{name} is required.");
}
