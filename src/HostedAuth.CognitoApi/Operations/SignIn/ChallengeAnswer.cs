using HostedAuth.Core.AppClients;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.SignIn;

/// <summary>Answers a challenge: what RespondToAuthChallenge and AdminRespondToAuthChallenge share.</summary>
internal sealed class ChallengeAnswer(SignInFlow flow, SignInAnswer answer, UserDirectory users)
{
    private const string Hash = "SECRET_HASH";

    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>
    /// Refuses with InvalidParameter a missing parameter, with NotAuthorized a wrong secret hash or session, and as the
    /// challenge does.
    /// </summary>
    public async Task<SignInResponse> GiveAsync(
        ClientSnapshot client,
        string challengeName,
        string? session,
        IReadOnlyDictionary<string, string>? responses,
        CancellationToken cancellationToken)
    {
        responses ??= Nothing;
        var username = responses.Require(SignInFlow.UsernameResponse);
        await CheckHashAsync(client, username, responses.GetValueOrDefault(Hash), cancellationToken);
        var step = await flow.AnswerAsync(client, challengeName, session, responses, cancellationToken);
        return await answer.OfAsync(client, step, cancellationToken);
    }

    /// <summary>
    /// Clients hash what was typed or, having seen USER_ID_FOR_SRP, the canonical name; only then it is looked up.
    /// </summary>
    private async Task CheckHashAsync(
        ClientSnapshot client,
        string username,
        string? hash,
        CancellationToken cancellationToken)
    {
        var needsCanonicalName = client.ProvesItselfToApi && hash is not null && !SecretHash.Matches(client, username, hash);
        var canonicalName = needsCanonicalName ? (await users.FindAsync(username, cancellationToken))?.Username : null;
        SecretHash.Check(client, username, canonicalName, hash);
    }
}
