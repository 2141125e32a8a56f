using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Risk;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users.Codes;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Core.SignIn;

/// <summary>
/// The one state machine of sign-in: every way in walks it, and every face follows its steps. A challenge looks at an
/// answer; <see cref="NextStep"/> says what is owed then.
/// </summary>
public sealed partial class SignInFlow(
    PoolScope scope,
    HostedAuthDbContext context,
    Claimants claimants,
    ChallengeSet challenges,
    FirstFactors firstFactors,
    RecoveryCodes recoveryCodes,
    SignInSessions sessions,
    SignInAttempts attempts,
    SignInDevices devices,
    SignInEvents events,
    SignInDemand demand,
    SignInRisk risk,
    AttemptLimits limits,
    Triggers.Triggers triggers,
    CustomAuth.CustomAuth customAuth,
    Triggers.UserEvents userEvents,
    TimeProvider time,
    ILogger<SignInFlow> logger)
{
    /// <summary>The response that repeats whom an answer is about.</summary>
    public const string UsernameResponse = "USERNAME";

    /// <summary>The response, or parameter, that names the client's device.</summary>
    public const string DeviceKeyResponse = "DEVICE_KEY";

    /// <summary>Begins with a name and a password (USER_PASSWORD_AUTH and its admin form, and the login page).</summary>
    /// <param name="client">The client that asks; the flow being allowed to it is the face's check.</param>
    /// <param name="username">As typed: user name, sub or alias.</param>
    /// <param name="password">As typed.</param>
    /// <param name="cancellationToken">Ends the wait, not what was counted.</param>
    public Task<SignInStep> StartWithPasswordAsync(
        ClientSnapshot client,
        string username,
        Secret password,
        CancellationToken cancellationToken) =>
        StartAsync(
            client,
            username,
            Password.ChallengeName,
            new Dictionary<string, string> { [Password.Response] = password.Value },
            cancellationToken);

    /// <summary>
    /// Begins with a choice of the first factor (USER_AUTH): the factor preferred, where it can be had, else
    /// SELECT_CHALLENGE.
    /// </summary>
    /// <param name="client">The client that asks.</param>
    /// <param name="username">As typed.</param>
    /// <param name="preferred">The challenge to go on with (PASSWORD, EMAIL_OTP, WEB_AUTHN, …); null to be offered all.</param>
    /// <param name="responses">The answer to it, where it comes along (PASSWORD, SRP_A).</param>
    /// <param name="cancellationToken">Ends the wait, not what was counted.</param>
    public Task<SignInStep> StartByChoiceAsync(
        ClientSnapshot client,
        string username,
        string? preferred,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken) =>
        StartAsync(
            client,
            username,
            SelectChallenge.ChallengeName,
            new Dictionary<string, string>(responses) { [SelectChallenge.Preference] = preferred ?? "" },
            cancellationToken);

    /// <summary>
    /// Begins with what a sign-up proved (USER_AUTH with the Session of SignUp or ConfirmSignUp). Refuses as
    /// <see cref="AnswerAsync"/>.
    /// </summary>
    /// <param name="client">The client that signed up.</param>
    /// <param name="username">A name of the user.</param>
    /// <param name="session">As SignUp or ConfirmSignUp gave it.</param>
    /// <param name="responses">What else is said: DEVICE_KEY.</param>
    /// <param name="cancellationToken">Ends the wait, not what was counted.</param>
    public Task<SignInStep> StartWithSignUpAsync(
        ClientSnapshot client,
        string username,
        string session,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken) =>
        AnswerAsync(
            client,
            SignedUp.ChallengeName,
            session,
            new Dictionary<string, string>(responses) { [UsernameResponse] = username },
            cancellationToken);

    /// <summary>Begins with the answer to a first challenge that needn't be shown.</summary>
    /// <inheritdoc cref="AnswerAsync"/>
    public async Task<SignInStep> StartAsync(
        ClientSnapshot client,
        string username,
        string challengeName,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        var claimant = await claimants.FindAsync(username, cancellationToken);
        var begun = SignInAttempt.Begin(client, claimant, challengeName, time.GetUtcNow()) with { Levels = demand.Levels };
        var attempt = begun.On(responses.GetValueOrDefault(DeviceKeyResponse));
        return await BeginAsync(new SignInContext(client, claimant, attempt), wasShown: false, responses, cancellationToken);
    }

    /// <summary>Answers the challenge that a sealed session holds.</summary>
    /// <param name="client">The client that asks; must be the one the session was made for.</param>
    /// <param name="challengeName">The challenge answered (ChallengeNameType).</param>
    /// <param name="session">The sealed attempt; null where the answer carries it otherwise (SECRET_BLOCK).</param>
    /// <param name="responses">
    /// The answer, by the API's names (ChallengeResponses). A USERNAME among them must be one of the user's names.
    /// </param>
    /// <param name="cancellationToken">Ends the wait, not what was counted.</param>
    public async Task<SignInStep> AnswerAsync(
        ClientSnapshot client,
        string challengeName,
        string? session,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        try
        {
            var opened = session is null
                ? challenges[challengeName].AttemptOf(client, responses) ?? throw SessionMissing.AsException()
                : sessions.Open(client, session);
            var attempt = opened.On(responses.GetValueOrDefault(DeviceKeyResponse));
            var claimant = await claimants.FindAsync(
                attempt,
                responses.GetValueOrDefault(UsernameResponse),
                cancellationToken);
            if (attempt.Challenge != challengeName || claimant.Id != attempt.UserId)
            {
                return Refuse(client, attempt.UserId, AuthError.InvalidSession);
            }

            await attempts.CountAsync(attempt, challenges[challengeName].Tries, cancellationToken);
            return attempt.SecurityStamp == claimant.Stamp
                ? await GoAsync(new SignInContext(client, claimant, attempt), responses, cancellationToken)
                : Refuse(client, attempt.UserId, AuthError.InvalidSession);
        }
        catch (AuthException refusal)
        {
            return Refuse(client, userId: null, refusal.Error);
        }
    }

    /// <summary>What a sign-up proved begins a sign-in; every other answer goes on with one.</summary>
    private Task<SignInStep> GoAsync(
        SignInContext at,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken) =>
        at.Attempt.Challenge is SignedUp.ChallengeName
            ? BeginAsync(at with { Attempt = at.Attempt with { Levels = demand.Levels } }, wasShown: true, responses, cancellationToken)
            : StepAsync(at, wasShown: true, responses, cancellationToken);

    /// <summary>Answers a question that was asked before anybody was named, and whose answer names somebody.</summary>
    internal async Task<SignInStep> AnswerOfferAsync(
        SignInContext at,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        try
        {
            await attempts.CountAsync(at.Attempt, challenges[at.Attempt.Challenge].Tries, cancellationToken);
        }
        catch (AuthException refusal)
        {
            return Refuse(at.Client, at.Attempt.UserId, refusal.Error);
        }

        at = at with { Attempt = at.Attempt with { Levels = demand.Levels } };
        return await BeginAsync(at, wasShown: true, responses, cancellationToken);
    }
}
