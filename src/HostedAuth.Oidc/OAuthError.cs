namespace HostedAuth.Oidc;

/// <summary>An error as the protocol carries it (RFC 6749, sections 4.1.2.1 and 5.2).</summary>
/// <param name="Code">The registered error code.</param>
/// <param name="Description">For the developer of the client; holds no secret and nothing of the request.</param>
public sealed record OAuthError(string Code, string Description);
