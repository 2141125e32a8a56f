using HostedAuth.Core.AppClients;
using HostedAuth.Core.UserPools;
using HostedAuth.Oidc.Registration;
using HostedAuth.Oidc.Token.GrantTypes;

namespace HostedAuth.Oidc.Discovery;

/// <summary>
/// The response types and grant types of a pool: the flows that every client can have, and of those that are off unless a client
/// has them, what a client of the pool has, or could register (RFC 7591).
/// </summary>
internal static class EnabledFlows
{
    private static readonly string[] GrantsOfAll =
        [RegistrationGrants.Code, RegistrationGrants.RefreshToken, RegistrationGrants.ClientCredentials];

    public static IReadOnlyList<ResponseType> ResponseTypes(PoolSnapshot pool)
    {
        var registrable = new[] { RegistrationPolicy.Open(pool), RegistrationPolicy.Authenticated(pool) };
        return
        [
            .. ResponseType.All.Where(type => type == ResponseType.Code
                || pool.Clients.Values.Any(client => client.ResponseTypes.Contains(type))
                || registrable.Any(policy => policy is not null && type.IsWithin(policy.Flows))),
        ];
    }

    /// <summary>
    /// Those of the token endpoint, and <c>implicit</c> where tokens come from the authorization endpoint (RFC 7591, section 2.1).
    /// </summary>
    public static IEnumerable<string> GrantTypes(PoolSnapshot pool, IEnumerable<IGrantType> known) =>
    [
        .. known.Where(type => GrantsOfAll.Contains(type.Name) || pool.Clients.Values.Any(type.IsAllowed)).Select(type => type.Name),
        .. ResponseTypes(pool).Any(type => type.HasFrontChannelTokens) ? (string[])[RegistrationGrants.Implicit] : [],
    ];
}
