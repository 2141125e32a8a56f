using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.SignIn;

/// <param name="ChallengeName">ChallengeNameType.</param>
/// <param name="Session">As the challenge came with it.</param>
/// <param name="ChallengeResponses">By names of the challenge: USERNAME, SECRET_HASH, NEW_PASSWORD, userAttributes.*, ….</param>
public sealed record RespondToAuthChallengeRequest(
    string ClientId,
    string ChallengeName,
    string? Session,
    IReadOnlyDictionary<string, string>? ChallengeResponses) : IClientRequest;

/// <summary>Answers a challenge. Refuses as <see cref="ChallengeAnswer"/>.</summary>
internal sealed class RespondToAuthChallenge(PoolScope scope, ChallengeAnswer answer)
    : ICognitoOperation<RespondToAuthChallengeRequest, SignInResponse>
{
    public Task<SignInResponse> HandleAsync(
        RespondToAuthChallengeRequest request,
        CancellationToken cancellationToken) =>
        answer.GiveAsync(
            scope.Pool.RequireClient(request.ClientId),
            request.ChallengeName,
            request.Session,
            request.ChallengeResponses,
            cancellationToken);
}
