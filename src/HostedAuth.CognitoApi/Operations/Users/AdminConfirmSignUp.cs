using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Users;

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
internal sealed class AdminConfirmSignUp(UserDirectory directory) : ICognitoOperation<AdminConfirmSignUpRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(AdminConfirmSignUpRequest request, CancellationToken cancellationToken)
    {
        await directory.ChangeAsync(
            request.Username,
            async user =>
            {
                if (user.Status != UserStatus.UNCONFIRMED)
                {
                    throw AuthError.CannotBeConfirmed(user.Status).AsException();
                }

                user.Status = UserStatus.CONFIRMED;
                await directory.SaveAsync(cancellationToken);
            },
            cancellationToken);
        return NoContent.Instance;
    }
}
