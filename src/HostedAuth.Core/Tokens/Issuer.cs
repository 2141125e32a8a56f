using HostedAuth.Core.Deployment;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.Tokens;

/// <summary>
/// The issuer of a pool's tokens (OIDC Discovery, section 3): the public address and the pool's id. A pool with an
/// IssuerConfiguration has an issuer of AWS's shape, for who sends AWS's host names here.
/// </summary>
public sealed class Issuer(Settings settings)
{
    /// <summary><c>{PublicUrl}/{poolId}</c>, or <c>https://cognito-idp.{region}.amazonaws.com/{poolId}</c>.</summary>
    public string Of(PoolSnapshot pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return pool.Settings.IssuerConfiguration?.Type switch
        {
            "ORIGINAL" => $"https://cognito-idp.{pool.Pool.Region}.amazonaws.com/{pool.Id}",
            "UPDATED" => $"https://issuer-cognito-idp.{pool.Pool.Region}.amazonaws.com/{pool.Id}",
            _ => $"{settings.PublicUrl}/{pool.Id}",
        };
    }
}
