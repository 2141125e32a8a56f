using HostedAuth.CognitoApi.Operations.SignIn;
using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;

namespace HostedAuth.CognitoApi.Operations.Sessions;

/// <param name="DeviceKey">The device that the token was issued on, where the pool tracks devices.</param>
public sealed record GetTokensFromRefreshTokenRequest(
    Secret RefreshToken,
    string ClientId,
    Secret? ClientSecret,
    string? DeviceKey) : IClientRequest;

public sealed record GetTokensFromRefreshTokenResponse(AuthenticationResult AuthenticationResult);

/// <summary>
/// New tokens for a refresh token, which is replaced where the client asks for rotation; any other client must be allowed
/// REFRESH_TOKEN_AUTH. Refuses with NotAuthorized, InvalidParameter, RefreshTokenReuse.
/// </summary>
internal sealed class GetTokensFromRefreshToken(RefreshTokens refreshTokens, PoolScope scope)
    : ICognitoOperation<GetTokensFromRefreshTokenRequest, GetTokensFromRefreshTokenResponse>
{
    public async Task<GetTokensFromRefreshTokenResponse> HandleAsync(
        GetTokensFromRefreshTokenRequest request,
        CancellationToken cancellationToken)
    {
        var client = scope.Pool.RequireClient(request.ClientId);
        var rotates = client.Settings.RefreshTokenRotation?.Feature == "ENABLED";
        if (!rotates)
        {
            AuthFlowRules.Require(client, "REFRESH_TOKEN_AUTH", byAdministrator: false);
        }

        if (client.ProvesItselfToApi && !(request.ClientSecret is { } secret && client.HasSecret(secret)))
        {
            throw AuthError.ClientSecretMismatch(client.ClientId).AsException();
        }

        var tokens = await refreshTokens.RedeemAsync(
            client,
            request.RefreshToken,
            rotates,
            Narrowing.None,
            request.DeviceKey,
            prove: _ => { },
            cancellationToken);
        return new(AuthenticationResult.Of(tokens));
    }
}
