using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.SignIn;

/// <param name="ChallengeName">ChallengeNameType.</param>
/// <param name="Session">As the challenge came with it.</param>
/// <param name="ChallengeResponses">By names of the challenge: USERNAME, SECRET_HASH, NEW_PASSWORD, userAttributes.*, ….</param>
public sealed record AdminRespondToAuthChallengeRequest(
    string UserPoolId,
    string ClientId,
    string ChallengeName,
    string? Session,
    IReadOnlyDictionary<string, string>? ChallengeResponses) : IPoolRequest;

/// <summary>
/// Answers a challenge on behalf of a user, by a backend. Refuses as <see cref="ChallengeAnswer"/>, and with
/// ResourceNotFound.
/// </summary>
internal sealed class AdminRespondToAuthChallenge(PoolScope scope, ChallengeAnswer answer)
    : ICognitoOperation<AdminRespondToAuthChallengeRequest, SignInResponse>
{
    public Task<SignInResponse> HandleAsync(
        AdminRespondToAuthChallengeRequest request,
        CancellationToken cancellationToken) =>
        answer.GiveAsync(
            scope.Pool.RequireClient(request.ClientId),
            request.ChallengeName,
            request.Session,
            request.ChallengeResponses,
            cancellationToken);
}
