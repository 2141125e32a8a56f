using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Tokens.Keys;

namespace HostedAuth.CognitoApi.Operations.Pools;

/// <param name="Compromised">
/// Whether somebody else may have the keys: then all are deleted at once, and new ones sign.
/// </param>
public sealed record RotateUserPoolSigningKeysRequest(string UserPoolId, bool? Compromised) : IPoolRequest;

/// <param name="SigningKeys">The oldest first.</param>
public sealed record RotateUserPoolSigningKeysResponse(IReadOnlyList<SigningKeyType> SigningKeys);

/// <param name="KeyId">The <c>kid</c>.</param>
/// <param name="Algorithm">RS256, PS256 or ES256.</param>
/// <param name="State">Next, Current or Retired.</param>
/// <param name="CreationDate">Since when it is published.</param>
/// <param name="ActivationDate">Since when it signs, or signed.</param>
/// <param name="RetirementDate">Since when it signs no more; it is published until its last token is dead.</param>
public sealed record SigningKeyType(
    string KeyId,
    string Algorithm,
    string State,
    DateTimeOffset CreationDate,
    DateTimeOffset? ActivationDate,
    DateTimeOffset? RetirementDate);

/// <summary>
/// Beyond Cognito: lets the pool's next keys sign from now on, or replaces compromised ones. Refuses with InvalidParameter while a next key is published
/// so shortly that verifiers may not know it, and with ResourceNotFound.
/// </summary>
internal sealed class RotateUserPoolSigningKeys(KeyRotation rotation)
    : ICognitoOperation<RotateUserPoolSigningKeysRequest, RotateUserPoolSigningKeysResponse>
{
    public async Task<RotateUserPoolSigningKeysResponse> HandleAsync(
        RotateUserPoolSigningKeysRequest request,
        CancellationToken cancellationToken)
    {
        var keys = request.Compromised == true
            ? await rotation.ReplaceAllAsync(request.UserPoolId, cancellationToken)
            : await rotation.RotateAsync(request.UserPoolId, cancellationToken);

        return new([.. keys.Select(key => new SigningKeyType(
            key.Kid, key.Algorithm, key.State.ToString(), key.CreatedAt, key.ActivatedAt, key.RetiredAt))]);
    }
}
