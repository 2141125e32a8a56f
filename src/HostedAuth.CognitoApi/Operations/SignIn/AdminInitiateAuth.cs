using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.SignIn;

/// <param name="AuthFlow">AuthFlowType.</param>
/// <param name="AuthParameters">By names of the flow: USERNAME, PASSWORD, REFRESH_TOKEN, SECRET_HASH.</param>
public sealed record AdminInitiateAuthRequest(
    string UserPoolId,
    string ClientId,
    string AuthFlow,
    IReadOnlyDictionary<string, string>? AuthParameters) : IPoolRequest;

/// <summary>Begins a sign-in on behalf of a user, by a backend. Refuses as <see cref="AuthStart"/>, and with ResourceNotFound.</summary>
internal sealed class AdminInitiateAuth(PoolScope scope, AuthStart start)
    : ICognitoOperation<AdminInitiateAuthRequest, SignInResponse>
{
    public Task<SignInResponse> HandleAsync(AdminInitiateAuthRequest request, CancellationToken cancellationToken) =>
        start.BeginAsync(
            scope.Pool.RequireClient(request.ClientId),
            request.AuthFlow,
            request.AuthParameters,
            byAdministrator: true,
            cancellationToken);
}
