using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.SignUp;

namespace HostedAuth.CognitoApi.Operations.Users;

/// <param name="ClientMetadata">For the triggers of the pool.</param>
public sealed record AdminConfirmSignUpRequest(
    string UserPoolId,
    string Username,
    IReadOnlyDictionary<string, string>? ClientMetadata) : IPoolRequest;

/// <summary>
/// Confirms a user who signed up, without a code and without verifying an address. Refuses with UserNotFoundException and
/// NotAuthorizedException.
/// </summary>
internal sealed class AdminConfirmSignUp(SignUpConfirmations confirmations)
    : ICognitoOperation<AdminConfirmSignUpRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(AdminConfirmSignUpRequest request, CancellationToken cancellationToken)
    {
        await confirmations.ConfirmByAdministratorAsync(request.Username, cancellationToken);
        return NoContent.Instance;
    }
}
