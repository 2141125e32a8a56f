namespace HostedAuth.Core.Authorization;

/// <summary>What a client asks a person for, or was allowed.</summary>
/// <param name="Site">
/// Where the answer goes (<see cref="AppClients.RedirectSite"/>), as the page told; null where it told none: a device's.
/// </param>
/// <param name="Scopes">The scopes.</param>
/// <param name="Claims">The claims asked for one by one (OIDC Core, section 5.5).</param>
public sealed record Allowance(string? Site, IReadOnlyList<string> Scopes, IReadOnlyList<string> Claims);
