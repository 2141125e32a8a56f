namespace HostedAuth.Oidc;

/// <summary>
/// A request is refused by the protocol. Rendered in one place: as JSON by the endpoints that programs call; the
/// authorization endpoint turns it into a redirect or a page.
/// </summary>
internal sealed class OAuthException(string code, string description, int statusCode = 400) : Exception(description)
{
    public OAuthError Error { get; } = new(code, description);

    public int StatusCode { get; } = statusCode;

    /// <summary>The <c>WWW-Authenticate</c> header of the answer, where it has one.</summary>
    public string? Challenge { get; init; }
}
