using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Requests;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.UserPools;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.CognitoApi.Protocol;

/// <summary>Finds the pool that a request is about and enters it, before the unit of work is taken.</summary>
internal sealed class PoolEntrance(PoolDirectory directory, PoolScope scope, Caller caller, IServiceProvider services)
{
    /// <param name="request">The request.</param>
    /// <param name="region">The region that the call was signed for: it reaches that region's pools only.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task EnterAsync(object request, string? region, CancellationToken cancellationToken)
    {
        switch (request)
        {
            case IPoolRequest { UserPoolId: var poolId }:
                await EnterPoolAsync(poolId, region, cancellationToken);
                break;
            case IPoolArnRequest { ResourceArn: var arn }:
                await EnterPoolAsync(PoolArn.Parse(arn).PoolId, region, cancellationToken);
                break;
            case IAccessTokenRequest { AccessToken: { } token }:
                await EnterByTokenAsync(token, cancellationToken);
                break;
            case ITokenOrSessionRequest { AccessToken: { } token }:
                await EnterByTokenAsync(token, cancellationToken);
                break;
            case ITokenOrSessionRequest { Session: var session }:
                await EnterBySessionAsync(
                    session ?? throw AuthError.SessionOrAccessTokenMissing.AsException(),
                    cancellationToken);
                break;
            case IClientRequest { ClientId: var clientId }:
                scope.Enter(await directory.FindByClientAsync(clientId, cancellationToken)
                    ?? throw AuthError.ClientNotFound(clientId).AsException());
                services.GetRequiredService<CallDetails>().Believe(scope.Pool.RequireClient(clientId));
                break;
            default:
                break;
        }
    }

    private async Task EnterPoolAsync(string poolId, string? region, CancellationToken cancellationToken)
    {
        var pool = region is null || PoolArn.Of(poolId).Region == region
            ? await directory.FindAsync(poolId, cancellationToken)
            : null;
        scope.Enter(pool ?? throw AuthError.PoolNotFound(poolId).AsException());
    }

    private async Task EnterBySessionAsync(string session, CancellationToken cancellationToken)
    {
        var pool = SignInSessions.ClientIdOf(session) is { } clientId
            ? await directory.FindByClientAsync(clientId, cancellationToken)
            : null;
        scope.Enter(pool ?? throw AuthError.InvalidSession.AsException());
    }

    private async Task EnterByTokenAsync(string token, CancellationToken cancellationToken)
    {
        var pool = AccessTokens.ReadPoolId(token) is { } poolId
            ? await directory.FindAsync(poolId, cancellationToken)
            : null;
        scope.Enter(pool ?? throw AuthError.InvalidAccessToken.AsException());
        // Taken only now: it works on the unit of work of the pool just entered.
        caller.User = await services.GetRequiredService<AccessTokens>().VerifyAsync(token, Scopes.SelfService, cancellationToken);
        // Most operations of the signed-in user change the user.
        services.GetRequiredService<HostedAuthDbContext>().Attach(caller.User.User);
    }
}
