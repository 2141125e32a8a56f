using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.SignUp;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.CognitoApi.Operations.SignUp;

public sealed record ResendConfirmationCodeRequest(string ClientId, string Username, string? SecretHash) : IClientRequest;

public sealed record ResendConfirmationCodeResponse(CodeDeliveryDetails CodeDeliveryDetails);

/// <summary>Sends a new code for sign-up. Refuses with UserNotFound, InvalidParameter, NotAuthorized, LimitExceeded.</summary>
internal sealed class ResendConfirmationCode(SignUpConfirmations confirmations, PoolScope scope)
    : ICognitoOperation<ResendConfirmationCodeRequest, ResendConfirmationCodeResponse>
{
    public async Task<ResendConfirmationCodeResponse> HandleAsync(
        ResendConfirmationCodeRequest request,
        CancellationToken cancellationToken)
    {
        var client = scope.Prove(request, request.Username, request.SecretHash);

        return new(await confirmations.ResendAsync(client, request.Username, cancellationToken));
    }
}
