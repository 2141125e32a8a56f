using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Recovery;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Account;

public sealed record ConfirmForgotPasswordRequest(
    string ClientId,
    string Username,
    Secret ConfirmationCode,
    Secret Password,
    string? SecretHash) : IClientRequest;

/// <summary>
/// Sets a new password by the code. Refuses with CodeMismatch, ExpiredCode, InvalidPassword,
/// PasswordHistoryPolicyViolation, NotAuthorized, UserNotFound, LimitExceeded.
/// </summary>
internal sealed class ConfirmForgotPassword(PasswordRecovery recovery, PoolScope scope)
    : ICognitoOperation<ConfirmForgotPasswordRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(ConfirmForgotPasswordRequest request, CancellationToken cancellationToken)
    {
        await recovery.ConfirmAsync(
            scope.Prove(request, request.Username, request.SecretHash),
            request.Username,
            request.ConfirmationCode,
            request.Password,
            cancellationToken);

        return NoContent.Instance;
    }
}
