using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Recovery;
using HostedAuth.Core.Secrets;

namespace HostedAuth.CognitoApi.Operations.Account;

public sealed record ChangePasswordRequest(string AccessToken, Secret? PreviousPassword, Secret ProposedPassword)
    : IAccessTokenRequest;

/// <summary>
/// Changes the caller's password. Refuses with NotAuthorized, InvalidPassword, PasswordHistoryPolicyViolation,
/// PasswordResetRequired, LimitExceeded.
/// </summary>
internal sealed class ChangePassword(PasswordChange change, Caller caller)
    : ICognitoOperation<ChangePasswordRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(ChangePasswordRequest request, CancellationToken cancellationToken)
    {
        await change.ChangeAsync(caller.User!, request.PreviousPassword, request.ProposedPassword, cancellationToken);

        return NoContent.Instance;
    }
}
