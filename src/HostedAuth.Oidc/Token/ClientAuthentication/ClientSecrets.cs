using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Oidc.Token.ClientAuthentication;

/// <summary>Compares what a client presents with its secrets.</summary>
internal static class ClientSecrets
{
    /// <summary>The client of the pool that has this secret, or null. Any of its active secrets will do.</summary>
    public static ClientSnapshot? Find(PoolSnapshot pool, string clientId, string secret)
    {
        var client = pool.FindClient(clientId);
        return client?.HasSecret(new Secret(secret)) == true ? client : null;
    }
}
