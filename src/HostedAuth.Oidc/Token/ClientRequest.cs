using System.Security.Cryptography.X509Certificates;
using HostedAuth.Core.Tokens.Jose;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Token;

/// <summary>A request that a client makes for itself: its form, and the ways by which it may authenticate.</summary>
internal sealed class ClientRequest
{
    private readonly Lazy<ForeignJws?> _assertion;

    private ClientRequest(OAuthParameters parameters, HttpRequest http)
    {
        Parameters = parameters;
        Authorization = http.Headers.Authorization;
        Certificate = http.HttpContext.Connection.ClientCertificate;
        _assertion = new(() => Find("client_assertion") is { } assertion ? ForeignJws.Parse(assertion) : null);
    }

    /// <summary>The form, each name once.</summary>
    public OAuthParameters Parameters { get; }

    /// <summary>The Authorization header, or null.</summary>
    public string? Authorization { get; }

    /// <summary>The certificate of the connection, whose key the caller has proven (RFC 8705, section 2); nobody vouches for more.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>The <c>client_assertion</c> (RFC 7521, section 4.2), unproven; null where there is none, or none that can be read.</summary>
    public ForeignJws? Assertion => _assertion.Value;

    /// <summary>Whether it comes with an assertion, readable or not.</summary>
    public bool HasAssertion => Find("client_assertion") is not null || Find("client_assertion_type") is not null;

    /// <summary>Whether nothing in it but maybe the connection's certificate proves who sends it.</summary>
    public bool HasNoCredentials => Authorization is null && Find("client_secret") is null && !HasAssertion;

    /// <summary>Reads the form. The query is not looked at: what a client sends is no matter for logs (RFC 6749, section 2.3.1).</summary>
    /// <exception cref="OAuthException">invalid_request: no form, too many parameters, or one stands twice.</exception>
    public static Task<ClientRequest> ReadAsync(HttpRequest http) => ReadAsync(http, OAuthForm.MaximumBytes);

    /// <inheritdoc cref="ReadAsync(HttpRequest)"/>
    public static async Task<ClientRequest> ReadAsync(HttpRequest http, int maximumBytes)
    {
        var parameters = await OAuthForm.ReadAsync(http, maximumBytes);
        parameters.RequireFew();
        if (parameters.HasDuplicates)
        {
            throw new OAuthException("invalid_request", "A parameter was sent more than once.");
        }

        return http.Headers.Authorization.Count > 1
            ? throw new OAuthException("invalid_request", "There is more than one Authorization header.")
            : new ClientRequest(parameters, http);
    }

    /// <summary>The parameter, or null.</summary>
    public string? Find(string name) => Parameters.FindSingle(name);

    /// <summary>The parameter.</summary>
    /// <exception cref="OAuthException">invalid_request: it is not there.</exception>
    public string Require(string name) =>
        Find(name) ?? throw new OAuthException("invalid_request", $"{name} is required.");
}
