using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Conformance.Driver;

/// <summary>What a client got, checked.</summary>
/// <param name="Arrival">The answer of the authorization endpoint.</param>
/// <param name="FrontIdToken">The ID token that came with it.</param>
/// <param name="Tokens">The answer of the token endpoint.</param>
/// <param name="IdToken">The token endpoint's ID token; the other one without a code.</param>
/// <param name="AccessToken">The token endpoint's access token; the other one without a code; null when there is neither.</param>
internal sealed record Outcome(Arrival Arrival, Jwt? FrontIdToken, Answer? Tokens, Jwt IdToken, string? AccessToken);
