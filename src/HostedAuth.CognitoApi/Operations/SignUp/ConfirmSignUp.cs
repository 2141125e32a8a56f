using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.SignUp;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.SignUp;

public sealed record ConfirmSignUpRequest(
    string ClientId,
    string Username,
    Secret ConfirmationCode,
    bool? ForceAliasCreation,
    string? SecretHash) : IClientRequest;

/// <param name="Session">Signs in by InitiateAuth (USER_AUTH); absent where the client may not use that flow.</param>
public sealed record ConfirmSignUpResponse(string? Session);

/// <summary>
/// Confirms a user by the code. Refuses with CodeMismatch, ExpiredCode, AliasExists, NotAuthorized, UserNotFound,
/// LimitExceeded.
/// </summary>
internal sealed class ConfirmSignUp(SignUpConfirmations confirmations, SignUpSessions sessions, PoolScope scope)
    : ICognitoOperation<ConfirmSignUpRequest, ConfirmSignUpResponse>
{
    public async Task<ConfirmSignUpResponse> HandleAsync(ConfirmSignUpRequest request, CancellationToken cancellationToken)
    {
        var client = scope.Prove(request, request.Username, request.SecretHash);
        var (user, attribute) = await confirmations.ConfirmAsync(
            client,
            request.Username,
            request.ConfirmationCode,
            request.ForceAliasCreation ?? false,
            cancellationToken);

        return new(sessions.OfConfirmed(client, user, attribute));
    }
}
