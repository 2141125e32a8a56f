using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.UserPools.Settings;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.ResourceServers;

/// <summary>The resource servers of the pool: made, changed, deleted.</summary>
public sealed class ResourceServers(HostedAuthDbContext context, PoolScope scope, PoolDirectory directory)
{
    /// <summary>AWS's quota; held in strict pools alone.</summary>
    private const int MaxServers = 25;

    /// <summary>Scopes of the server's own begin with it.</summary>
    private const string Reserved = "aws.cognito";

    /// <summary>Makes a resource server. Refuses with InvalidParameter or LimitExceeded.</summary>
    public async Task<ResourceServer> CreateAsync(
        string identifier,
        string name,
        IReadOnlyList<ResourceServerScope> scopes,
        CancellationToken cancellationToken)
    {
        Check(identifier, scopes);
        var server = new ResourceServer { PoolId = scope.Pool.Id, Identifier = identifier, Name = name, Scopes = scopes };
        await directory.ChangeAsync(
            context,
            scope.Pool.Id,
            async () =>
            {
                var others = await context.ResourceServers.AsNoTracking()
                    .Select(other => other.Identifier)
                    .ToListAsync(cancellationToken);
                if (others.Contains(identifier))
                {
                    throw AuthError.InvalidParameter(
                        $"Resource server {identifier} already exists in user pool {scope.Pool.Id}.").AsException();
                }

                if (scope.Pool.IsStrict && others.Count >= MaxServers)
                {
                    throw AuthError.TooMany("resource servers", MaxServers).AsException();
                }

                context.ResourceServers.Add(server);
            },
            cancellationToken);
        return server;
    }

    /// <summary>Replaces name and scopes. Refuses with ResourceNotFound or InvalidParameter.</summary>
    public async Task<ResourceServer> UpdateAsync(
        string identifier,
        string name,
        IReadOnlyList<ResourceServerScope> scopes,
        CancellationToken cancellationToken)
    {
        Check(identifier, scopes);
        ResourceServer? server = null;
        await directory.ChangeAsync(
            context,
            scope.Pool.Id,
            async () =>
            {
                server = await LoadAsync(identifier, cancellationToken);
                server.Name = name;
                server.Scopes = scopes;
            },
            cancellationToken);
        return server!;
    }

    /// <summary>
    /// Deletes a resource server; clients keep the names of its scopes and can't use them. Refuses with
    /// ResourceNotFound.
    /// </summary>
    public Task DeleteAsync(string identifier, CancellationToken cancellationToken) =>
        directory.ChangeAsync(
            context,
            scope.Pool.Id,
            async () => context.ResourceServers.Remove(await LoadAsync(identifier, cancellationToken)),
            cancellationToken);

    private static void Check(string identifier, IReadOnlyList<ResourceServerScope> scopes)
    {
        if (identifier == Reserved || identifier.StartsWith(Reserved + "/", StringComparison.Ordinal))
        {
            throw AuthError.InvalidParameter($"The identifier {Reserved} is reserved.").AsException();
        }

        if (scopes.DistinctBy(given => given.ScopeName).Count() < scopes.Count)
        {
            throw AuthError.InvalidParameter("Each scope of a resource server needs a name of its own.").AsException();
        }
    }

    private async Task<ResourceServer> LoadAsync(string identifier, CancellationToken cancellationToken) =>
        await context.ResourceServers.FirstOrDefaultAsync(server => server.Identifier == identifier, cancellationToken)
        ?? throw AuthError.ResourceServerNotFound(identifier).AsException();
}
