using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Risk;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.Storage;
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
    SignInSessions sessions,
    SignInAttempts attempts,
    SignInEvents events,
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
        var attempt = SignInAttempt.Begin(client, claimant, challengeName, time.GetUtcNow())
            .On(responses.GetValueOrDefault(DeviceKeyResponse));
        return await StepAsync(new SignInContext(client, claimant, attempt), wasShown: false, responses, cancellationToken);
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
                ? await StepAsync(new SignInContext(client, claimant, attempt), wasShown: true, responses, cancellationToken)
                : Refuse(client, attempt.UserId, AuthError.InvalidSession);
        }
        catch (AuthException refusal)
        {
            return Refuse(client, userId: null, refusal.Error);
        }
    }

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

        return await StepAsync(at, wasShown: true, responses, cancellationToken);
    }

    /// <summary>One step: the answer, then what follows from it.</summary>
    private async Task<SignInStep> StepAsync(
        SignInContext at,
        bool wasShown,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        try
        {
            if (wasShown)
            {
                // Comes before whatever else the save does: of two answers in parallel, one finds it spent.
                attempts.SpendWithSave(at.Attempt);
            }

            var outcome = await challenges[at.Attempt.Challenge].AnswerAsync(at, responses, cancellationToken);
            if (outcome is Outcome.Wrong wrong)
            {
                return await FailAsync(at, wrong.Error, isAnswerWrong: true, cancellationToken);
            }

            var proven = outcome is Outcome.Proven factor
                ? at with { Attempt = at.Attempt.Having(new Proof(at.Attempt.Challenge, factor.Amr, time.GetUtcNow())) }
                : at;
            if (outcome is Outcome.Leads next)
            {
                var led = at with { Attempt = at.Attempt with { Memory = next.Memory } };
                return await AskAsync(led, next.Challenge, wasShown, cancellationToken);
            }

            return NextStep.Of(FactsOf(proven)) switch
            {
                Verdict.Refuse refuse => await FailAsync(proven, refuse.Error, isAnswerWrong: false, cancellationToken),
                Verdict.Ask ask => await AskAsync(proven, ask.Challenge, wasShown, cancellationToken),
                _ => Complete(proven),
            };
        }
        catch (AuthException refusal)
        {
            return await FailAsync(at, refusal.Error, isAnswerWrong: true, cancellationToken);
        }
    }

    private SignInFacts FactsOf(SignInContext at) => new()
    {
        User = at.Claimant.User,
        Proofs = at.Attempt.Proofs,
        SecondFactors = at.Claimant.User is { } user ? challenges.SecondFactorsOf(user) : [],
        MfaConfiguration = scope.Pool.Settings.MfaConfiguration,
        PasswordRules = scope.Pool.PasswordRules,
        Now = time.GetUtcNow(),
    };

    private async Task<SignInStep> AskAsync(
        SignInContext at,
        string challengeName,
        bool wasShown,
        CancellationToken cancellationToken)
    {
        var question = await challenges[challengeName].AskAsync(at, cancellationToken);
        var next = at.Attempt.Owing(
            challengeName,
            question.Memory,
            at.Claimant.Stamp,
            time.GetUtcNow() + at.Client.AuthSessionLifetime);
        next = question.AttemptId is { } id ? next with { Id = id } : next;
        events.GoOnWithSave(at);
        if (wasShown || question.Writes || at.Attempt.Proofs.Count > 0)
        {
            // The step that was answered is spent, and what it changed is saved, before the next one can be.
            await context.SaveChangesAsync(cancellationToken);
        }

        return new SignInStep.Challenge(challengeName, sessions.Seal(next), question.Parameters);
    }

    private static AuthError SessionMissing { get; } = AuthError.InvalidParameter("Missing required parameter Session");

    private SignInStep.Completed Complete(SignInContext at)
    {
        events.PassWithSave(at);
        return new(new Authentication(at.Claimant.User!, at.Attempt.Proofs[0].At, Proof.AmrOf(at.Attempt.Proofs))
        {
            EventId = at.Attempt.EventId,
        });
    }

    private async Task<SignInStep> FailAsync(
        SignInContext at,
        AuthError error,
        bool isAnswerWrong,
        CancellationToken cancellationToken)
    {
        var refused = Refuse(at.Client, at.Attempt.UserId, error);
        await events.FailAsync(at, error, isAnswerWrong, cancellationToken);
        return refused;
    }

    private SignInStep.Refused Refuse(ClientSnapshot client, string? userId, AuthError error)
    {
        // What a refused answer had begun must not be saved by whoever saves next.
        context.Discard();
        LogRefused(client.ClientId, userId, error.Kind);
        return new SignInStep.Refused(error);
    }

    [LoggerMessage(2001, LogLevel.Information, "Sign-in of {UserId} to client {ClientId} refused: {Code}")]
    private partial void LogRefused(string clientId, string? userId, ErrorKind code);
}
