using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.Core.AppClients;

/// <summary>
/// The settings of an app client as the API carries them (CreateUserPoolClient, UpdateUserPoolClient); a document in
/// the row of the client.
/// </summary>
public record AppClientSettings
{
    public int? AccessTokenValidity { get; init; }

    public IReadOnlyList<string>? AllowedOAuthFlows { get; init; }

    public bool? AllowedOAuthFlowsUserPoolClient { get; init; }

    public IReadOnlyList<string>? AllowedOAuthScopes { get; init; }

    public AnalyticsConfiguration? AnalyticsConfiguration { get; init; }

    public int? AuthSessionValidity { get; init; }

    public IReadOnlyList<string>? CallbackURLs { get; init; }

    public string? DefaultRedirectURI { get; init; }

    public bool? EnablePropagateAdditionalUserContextData { get; init; }

    public bool? EnableTokenRevocation { get; init; }

    public IReadOnlyList<string>? ExplicitAuthFlows { get; init; }

    public int? IdTokenValidity { get; init; }

    public IReadOnlyList<string>? LogoutURLs { get; init; }

    public string? PreventUserExistenceErrors { get; init; }

    public IReadOnlyList<string>? ReadAttributes { get; init; }

    public RefreshTokenRotation? RefreshTokenRotation { get; init; }

    public int? RefreshTokenValidity { get; init; }

    public IReadOnlyList<string>? SupportedIdentityProviders { get; init; }

    public TokenValidityUnits? TokenValidityUnits { get; init; }

    public IReadOnlyList<string>? WriteAttributes { get; init; }
}
