using HostedAuth.Core.UserPools;
using Names = HostedAuth.Core.AppClients.Scopes;

namespace HostedAuth.Core.AppClients;

/// <summary>What clients may register as (DcrConfiguration of the pool).</summary>
/// <param name="Flows">
/// The flows they may have, in the API's names: <c>code</c>, <c>implicit</c>, <c>client_credentials</c>.
/// </param>
/// <param name="Scopes">The scopes they may have.</param>
public sealed record RegistrationPolicy(IReadOnlyList<string> Flows, IReadOnlyList<string> Scopes)
{
    /// <summary>Whether an initial access token vouches for the client.</summary>
    public bool IsVouchedFor { get; init; }

    private static readonly string[] DefaultAuthenticated = ["code", "client_credentials"];
    private static readonly string[] DefaultOpen = ["code"];

    /// <summary>Every registered client may ask for these, as far as the pool has them.</summary>
    private static readonly string[] ScopesOfAll =
        [Names.OpenId, Names.Email, Names.Phone, Names.Profile, Names.Address];

    /// <summary>Whether clients can register at all.</summary>
    public static bool IsOn(PoolSnapshot pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return pool.Settings.DcrConfiguration?.EnableStatus == "Enabled";
    }

    /// <summary>For a client that nobody vouches for; null where it can't register.</summary>
    public static RegistrationPolicy? Open(PoolSnapshot pool) =>
        IsOn(pool) && pool.Settings.DcrConfiguration!.OpenDcrEnabled == true
            ? new(pool.Settings.DcrConfiguration.OpenDcrGrantTypes ?? DefaultOpen, ScopesOf(pool))
            : null;

    /// <summary>For a client that an initial access token vouches for; null where it can't register.</summary>
    public static RegistrationPolicy? Authenticated(PoolSnapshot pool) => IsOn(pool)
        ? new(pool.Settings.DcrConfiguration!.AuthenticatedGrantTypes ?? DefaultAuthenticated, ScopesOf(pool)) { IsVouchedFor = true }
        : null;

    /// <summary>
    /// For a change of a registered client: the flows it has, and those that anybody could register. Else an open registration
    /// would grow, by a change, into what only a vouched one may be. After an operator changed them: what it has, no more.
    /// </summary>
    public static RegistrationPolicy OfChange(PoolSnapshot pool, AppClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        var settings = client.Settings;
        return client.IsHeldByOperator ? new(settings.AllowedOAuthFlows ?? [], settings.AllowedOAuthScopes ?? []) : new(
            [.. (settings.AllowedOAuthFlows ?? []).Union(Open(pool)?.Flows ?? [])],
            [.. ScopesOf(pool).Union(settings.AllowedOAuthScopes ?? [])]);
    }

    private static IReadOnlyList<string> ScopesOf(PoolSnapshot pool) =>
    [
        .. ScopesOfAll.Union(pool.Settings.DcrConfiguration?.AllowedScopes ?? [])
            .Intersect(Names.Of(pool.ResourceServers.Values, pool.IsStrict))
            .Except([Names.Registration]),
    ];
}
