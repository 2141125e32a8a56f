using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Recovery;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.CognitoApi.Operations.Account;

public sealed record ForgotPasswordRequest(string ClientId, string Username, string? SecretHash) : IClientRequest;

public sealed record ForgotPasswordResponse(CodeDeliveryDetails CodeDeliveryDetails);

/// <summary>Sends a code for a new password. Refuses with UserNotFound, NotAuthorized, InvalidParameter, LimitExceeded.</summary>
internal sealed class ForgotPassword(PasswordRecovery recovery, PoolScope scope)
    : ICognitoOperation<ForgotPasswordRequest, ForgotPasswordResponse>
{
    public async Task<ForgotPasswordResponse> HandleAsync(
        ForgotPasswordRequest request,
        CancellationToken cancellationToken)
    {
        var client = scope.Prove(request, request.Username, request.SecretHash);

        return new(await recovery.ForgotAsync(client, request.Username, cancellationToken));
    }
}
