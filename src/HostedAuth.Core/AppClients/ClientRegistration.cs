using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.AppClients;

/// <summary>What a client says of itself when it registers (RFC 7591, section 2), as far as it is taken.</summary>
/// <param name="Name">What people are shown; null for none.</param>
/// <param name="Flows">In the API's names.</param>
/// <param name="Scopes">The most it can ask for.</param>
/// <param name="CallbackUrls">Where people come back to.</param>
/// <param name="LogoutUrls">Where people come back to after they sign out.</param>
/// <param name="Metadata">All the rest.</param>
public sealed record ClientRegistration(
    string? Name,
    IReadOnlyList<string> Flows,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> CallbackUrls,
    IReadOnlyList<string> LogoutUrls,
    OAuthClientMetadata Metadata)
{
    /// <summary>Whether it authenticates by a secret, which is what clients do that don't say (RFC 7591, section 2).</summary>
    public bool NeedsSecret =>
        Metadata.TokenEndpointAuthMethod is not { } method || ClientAuthenticationMethods.NeedsSecret(method);

    /// <summary>The settings with what was registered; what else an operator set in them stays.</summary>
    internal AppClientSettings ApplyTo(AppClientSettings settings) => settings with
    {
        AllowedOAuthFlows = Flows,
        AllowedOAuthFlowsUserPoolClient = true,
        AllowedOAuthScopes = Scopes,
        CallbackURLs = CallbackUrls.Count > 0 ? CallbackUrls : null,
        LogoutURLs = LogoutUrls.Count > 0 ? LogoutUrls : null,
        DefaultRedirectURI = null,
    };
}

/// <summary>A client as it stands registered.</summary>
/// <param name="Client">Its row.</param>
/// <param name="Secret">Its secret; null where it has none.</param>
/// <param name="Token">The token by which it manages itself from now on.</param>
public sealed record RegisteredClient(AppClient Client, Secret? Secret, Secret Token);
