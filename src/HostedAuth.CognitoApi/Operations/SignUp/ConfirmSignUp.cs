using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignUp;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.SignUp;

public sealed record ConfirmSignUpRequest(
    string ClientId,
    string Username,
    Secret ConfirmationCode,
    bool? ForceAliasCreation,
    string? SecretHash) : IClientRequest;

/// <summary>
/// Confirms a user by the code. Refuses with CodeMismatch, ExpiredCode, AliasExists, NotAuthorized, UserNotFound,
/// LimitExceeded.
/// </summary>
internal sealed class ConfirmSignUp(SignUpConfirmations confirmations, PoolScope scope)
    : ICognitoOperation<ConfirmSignUpRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(ConfirmSignUpRequest request, CancellationToken cancellationToken)
    {
        await confirmations.ConfirmAsync(
            scope.Prove(request, request.Username, request.SecretHash),
            request.Username,
            request.ConfirmationCode,
            request.ForceAliasCreation ?? false,
            cancellationToken);

        return NoContent.Instance;
    }
}
