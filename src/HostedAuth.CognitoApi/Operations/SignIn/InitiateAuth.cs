using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.SignIn;

/// <param name="AuthFlow">AuthFlowType.</param>
/// <param name="AuthParameters">By names of the flow: USERNAME, PASSWORD, REFRESH_TOKEN, SECRET_HASH, ….</param>
/// <param name="Session">Of SignUp or ConfirmSignUp; USER_AUTH signs in by it.</param>
public sealed record InitiateAuthRequest(
    string ClientId,
    string AuthFlow,
    IReadOnlyDictionary<string, string>? AuthParameters,
    string? Session) : IClientRequest;

/// <summary>Begins a sign-in by whoever holds the password, or renews tokens. Refuses as <see cref="AuthStart"/>.</summary>
internal sealed class InitiateAuth(PoolScope scope, AuthStart start)
    : ICognitoOperation<InitiateAuthRequest, SignInResponse>
{
    public Task<SignInResponse> HandleAsync(InitiateAuthRequest request, CancellationToken cancellationToken) =>
        start.BeginAsync(
            scope.Pool.RequireClient(request.ClientId),
            request.AuthFlow,
            request.AuthParameters,
            request.Session,
            byAdministrator: false,
            cancellationToken);
}
