using System.Text.Json;
using HostedAuth.CognitoApi.Protocol;
using HostedAuth.CognitoApi.Protocol.Contract;
using HostedAuth.Core.Errors;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.CognitoApi.Operations.Pools;

/// <param name="UserPoolId">The pool.</param>
/// <param name="OAuthConfiguration">All of it: what is absent goes back to its default.</param>
public sealed record SetUserPoolOAuthConfigurationRequest(string UserPoolId, JsonElement OAuthConfiguration) : IPoolRequest;

/// <summary>
/// Beyond Cognito: sets what the pool's tokens and OAuth endpoints do beyond Cognito's settings; UpdateUserPool leaves it
/// alone. Refuses with InvalidParameter.
/// </summary>
internal sealed class SetUserPoolOAuthConfiguration(UserPools pools)
    : ICognitoOperation<SetUserPoolOAuthConfigurationRequest, UserPoolOAuthConfiguration>
{
    public async Task<UserPoolOAuthConfiguration> HandleAsync(
        SetUserPoolOAuthConfigurationRequest request,
        CancellationToken cancellationToken)
    {
        // AWS ignores members that it doesn't know; these are safety switches, and a typing error must not leave one off.
        var known = ApiContract.UserPools.Shapes["OAuthConfigurationType"].Members;
        var unknown = request.OAuthConfiguration.EnumerateObject().FirstOrDefault(member => !known.ContainsKey(member.Name));
        AuthError.RefuseInvalid(unknown.Value.ValueKind is not JsonValueKind.Undefined, "OAuthConfiguration has a member that is not known.");

        var settings = request.OAuthConfiguration.Deserialize<PoolOAuthSettings>(WireJson.Options)!;
        await pools.SetOAuthAsync(settings, cancellationToken);

        return new(request.UserPoolId, settings);
    }
}
