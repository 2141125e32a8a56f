using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.SignIn;

/// <param name="AuthFlow">AuthFlowType.</param>
/// <param name="AuthParameters">By names of the flow: USERNAME, PASSWORD, REFRESH_TOKEN, SECRET_HASH, ….</param>
/// <param name="Session">Of SignUp or ConfirmSignUp; USER_AUTH signs in by it.</param>
public sealed record AdminInitiateAuthRequest(
    string UserPoolId,
    string ClientId,
    string AuthFlow,
    IReadOnlyDictionary<string, string>? AuthParameters,
    string? Session) : IPoolRequest;

/// <summary>
/// Begins a sign-in on behalf of a user, by a backend. Refuses as <see cref="AuthStart"/>, and with ResourceNotFound.
/// </summary>
internal sealed class AdminInitiateAuth(PoolScope scope, AuthStart start)
    : ICognitoOperation<AdminInitiateAuthRequest, SignInResponse>
{
    public Task<SignInResponse> HandleAsync(AdminInitiateAuthRequest request, CancellationToken cancellationToken) =>
        start.BeginAsync(
            scope.Pool.RequireClient(request.ClientId),
            request.AuthFlow,
            request.AuthParameters,
            request.Session,
            byAdministrator: true,
            cancellationToken);
}
