using HostedAuth.Core.Deployment;

namespace HostedAuth.Core.Tokens;

/// <summary>The issuer of a pool's tokens (OIDC Discovery, section 3): the public address and the pool's id.</summary>
public sealed class Issuer(Settings settings)
{
    /// <summary><c>{PublicUrl}/{poolId}</c>.</summary>
    public string Of(string poolId) => $"{settings.PublicUrl}/{poolId}";
}
