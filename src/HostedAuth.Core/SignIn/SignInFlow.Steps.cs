using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Risk;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.SignIn.CustomAuth;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Core.SignIn;

// What an answer leads to.
public sealed partial class SignInFlow
{
    private static AuthError SessionMissing { get; } = AuthError.InvalidParameter("Missing required parameter Session");

    /// <summary>One step: the answer, then what follows from it.</summary>
    private async Task<SignInStep> StepAsync(
        SignInContext at,
        bool wasShown,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        if (risk.IsAddressBlocked(at))
        {
            return Refuse(at.Client, at.Attempt.UserId, AuthError.BlockedForSecurity);
        }

        try
        {
            if (wasShown)
            {
                // Comes before whatever else the save does: of two answers in parallel, one finds it spent.
                attempts.SpendWithSave(at.Attempt);
            }

            var outcome = await AnsweredBy(at, responses).AnswerAsync(at, responses, cancellationToken);
            if (outcome is Outcome.Leads { IsAnswered: true } choice)
            {
                at = at with { Attempt = at.Attempt.LedBy(choice) with { Challenge = choice.Challenge } };
                outcome = await challenges[choice.Challenge].AnswerAsync(at, responses, cancellationToken);
            }

            return outcome switch
            {
                Outcome.Wrong wrong => await FailAsync(at, wrong.Error, isAnswerWrong: true, cancellationToken),
                Outcome.Leads next => await AskAsync(
                    at with { Attempt = at.Attempt.LedBy(next) }, next.Challenge, wasShown, cancellationToken),
                Outcome.Directed directed => await DirectAsync(at, directed.Progress, wasShown, cancellationToken),
                Outcome.Proven factor when at.Attempt.Custom is { IsOver: false } custom => await DirectAsync(
                    Having(at, factor),
                    custom.With(new CustomRound(at.Attempt.Challenge, Result: true, Metadata: null)),
                    wasShown,
                    cancellationToken),
                Outcome.Proven factor => await GoOnAsync(
                    await risk.JudgeAsync(Having(at, factor), cancellationToken), wasShown, cancellationToken),
                _ => await GoOnAsync(at, wasShown, cancellationToken),
            };
        }
        catch (AuthException refusal)
        {
            return await FailAsync(at, refusal.Error, isAnswerWrong: !refusal.Error.IsOfTrigger, cancellationToken);
        }
    }

    private async Task<SignInStep> GoOnAsync(SignInContext at, bool wasShown, CancellationToken cancellationToken)
    {
        var facts = await FactsOfAsync(at, cancellationToken);
        return NextStep.Of(facts) switch
        {
            Verdict.Refuse refuse => await FailAsync(at, refuse.Error, isAnswerWrong: false, cancellationToken),
            Verdict.Ask ask => await AskAsync(at, ask.Challenge, wasShown, cancellationToken),
            _ => await CompleteAsync(at, facts.Device, wasShown, cancellationToken),
        };
    }

    private SignInContext Having(SignInContext at, Outcome.Proven factor)
    {
        var proof = new Proof(factor.Factor ?? at.Attempt.Challenge, factor.Amr, time.GetUtcNow())
        {
            IsMultiFactor = factor.IsMultiFactor,
        };
        return factor.Became is { } claimant
            ? at with { Claimant = claimant, Attempt = at.Attempt.Having(proof) with { UserId = claimant.Id } }
            : at with { Attempt = at.Attempt.Having(proof) };
    }

    private async Task<SignInFacts> FactsOfAsync(SignInContext at, CancellationToken cancellationToken) => new()
    {
        User = at.Claimant.User,
        Proofs = at.Attempt.Proofs,
        SecondFactors = SecondFactorsOf(at.Claimant),
        Device = await devices.FindAsync(at, cancellationToken),
        // Where triggers direct, they say which factors are asked for, as on AWS; what a risk demands is asked for all the same.
        MfaConfiguration = at.Attempt.Custom is null || at.Attempt.Risk?.DemandsSecondFactor == true
            ? scope.Pool.Settings.MfaConfiguration
            : "OFF",
        Levels = at.Attempt.Levels,
        Risk = at.Attempt.Risk ?? AttemptRisk.None,
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
        var next = at.Owing(challengeName, question.Memory, time.GetUtcNow());
        next = question.AttemptId is { } id ? next with { Id = id } : next;
        events.GoOnWithSave(at);
        if (wasShown || question.Writes || at.Attempt.Proofs.Count > 0)
        {
            // The step that was answered is spent, and what it changed is saved, before the next one can be.
            await context.SaveChangesAsync(cancellationToken);
        }

        return new SignInStep.Challenge(challengeName, sessions.Seal(next), question.Parameters)
        {
            Choices = question.Choices,
            Alternatives = await AlternativesToAsync(next, at.Claimant, cancellationToken),
            CanResend = challenges[challengeName].SendsMessage && next.Changes < MostChanges,
        };
    }

    private async Task<SignInStep> FailAsync(
        SignInContext at,
        AuthError error,
        bool isAnswerWrong,
        CancellationToken cancellationToken)
    {
        var refused = Refuse(at.Client, at.Attempt.UserId, error);
        if (error == AuthError.BlockedForSecurity)
        {
            at = SignInRisk.Block(at);
            await risk.TellOfBlockAsync(at, cancellationToken);
        }

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
