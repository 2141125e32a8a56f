using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.SignIn;

/// <summary>The one state machine of sign-in: every way in walks it, and every face follows its steps.</summary>
public sealed class SignInFlow
{
    /// <summary>Begins with a name and a password (USER_PASSWORD_AUTH and its admin form, and the login page).</summary>
    /// <param name="client">The client that asks; the flow being allowed to it is the face's check.</param>
    /// <param name="username">As typed: user name, sub or alias.</param>
    /// <param name="password">As typed.</param>
    /// <param name="cancellationToken">Ends the wait, not what was counted.</param>
    public Task<SignInStep> StartWithPasswordAsync(
        ClientSnapshot client,
        string username,
        Secret password,
        CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Answers the challenge that a sealed session holds.</summary>
    /// <param name="client">The client that asks; must be the one the session was made for.</param>
    /// <param name="challengeName">The challenge answered (ChallengeNameType).</param>
    /// <param name="session">The sealed attempt.</param>
    /// <param name="responses">The answer, by the API's names (ChallengeResponses).</param>
    /// <param name="cancellationToken">Ends the wait, not what was counted.</param>
    public Task<SignInStep> AnswerAsync(
        ClientSnapshot client,
        string challengeName,
        string session,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken) => throw new NotImplementedException();
}
