using HostedAuth.Core.Devices;
using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn;
using HostedAuth.Server.Pages.Gate;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>A page that asks for one step of a sign-in. It finds the attempt in what the page before handed on.</summary>
internal abstract class ChallengePage(SignInFlow flow, SignInSteps steps) : HostedPage
{
    public override bool LeadsOut => true;

    /// <summary>Where another factor can be chosen instead of this one; or null.</summary>
    public string? OtherWays =>
        Step.Alternatives.Count > 0 ? Opened.Link(FactorModel.Address, Request.Query[PageSteps.Parameter]) : null;

    /// <summary>
    /// Whether the person is asked if the browser shall be remembered: after a second factor, where the pool asks for
    /// it.
    /// </summary>
    public bool AsksToRemember =>
        Step.IsSecond && Service<BrowserDevices>().Remembering is BrowserRemembering.IfAsked;

    /// <summary>The challenges that it asks for (ChallengeNameType).</summary>
    protected abstract IReadOnlyList<string> Challenges { get; }

    /// <summary>Whether the page was reached by a step of a sign-in that is its own.</summary>
    protected virtual bool IsAsked => Step is { Session: not null, Challenge: { } challenge } && Challenges.Contains(challenge);

    protected SignInFlow Flow { get; } = flow;

    /// <summary>An attempt that is spent or too old begins anew.</summary>
    public override IActionResult Refuse(AuthError error) =>
        error.Kind is ErrorKind.NotAuthorized && error != AuthError.PasswordAttemptsExceeded
            ? StartAgain()
            : base.Refuse(error);

    /// <summary>Without its cookie the page doesn't know what it asks for.</summary>
    public override IActionResult RefuseForm(string textKey) => IsAsked ? base.RefuseForm(textKey) : StartAgain(textKey);

    /// <summary>Gives the answer, and goes where the sign-in leads.</summary>
    /// <param name="responses">By the API's names (ChallengeResponses).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    protected Task<IActionResult> AnswerAsync(
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken) =>
        AnswerAsync(Step.Session, responses, cancellationToken);

    /// <inheritdoc cref="AnswerAsync(IReadOnlyDictionary{string, string}, CancellationToken)"/>
    protected async Task<IActionResult> AnswerAsync(
        string? session,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        var step = await Flow.AnswerAsync(Opened.Client, Step.Challenge!, session, responses, cancellationToken);
        return await FollowAsync(step, cancellationToken);
    }

    /// <summary>Goes where a step leads.</summary>
    protected Task<IActionResult> FollowAsync(SignInStep step, CancellationToken cancellationToken) =>
        steps.FollowAsync(this, step, Step.Username, cancellationToken);

    /// <param name="notice">The key of the text that says why.</param>
    protected IActionResult StartAgain(string notice = LoginModel.StepExpired) =>
        Go("/login", new PageStep { Username = Step.Username, Notice = notice, Next = Step.Next });
}

/// <summary>One whose form is the same each time it is opened.</summary>
internal abstract class PlainChallengePage(SignInFlow flow, SignInSteps steps) : ChallengePage(flow, steps)
{
    public IActionResult OnGet() => IsAsked ? Page() : StartAgain();
}
