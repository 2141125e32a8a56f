using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn;
using HostedAuth.Server.Pages.Gate;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>A page that asks for one step of a sign-in. It finds the attempt in what the page before handed on.</summary>
internal abstract class ChallengePage(SignInFlow flow, SignInSteps steps) : HostedPage
{
    public override bool LeadsOut => true;

    /// <summary>The challenges that it asks for (ChallengeNameType).</summary>
    protected abstract IReadOnlyList<string> Challenges { get; }

    /// <summary>Whether the page was reached by a step of a sign-in that is its own.</summary>
    protected bool IsAsked => Step is { Session: not null, Challenge: { } challenge } && Challenges.Contains(challenge);

    protected SignInFlow Flow { get; } = flow;

    protected SignInSteps Steps { get; } = steps;

    public IActionResult OnGet() => IsAsked ? Page() : StartAgain();

    /// <summary>An attempt that is spent or too old begins anew.</summary>
    public override IActionResult Refuse(AuthError error) =>
        error.Kind is ErrorKind.NotAuthorized && error.RetryAfter is null ? StartAgain() : base.Refuse(error);

    /// <summary>Gives the answer, and goes where the sign-in leads.</summary>
    /// <param name="responses">By the API's names (ChallengeResponses).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    protected async Task<IActionResult> AnswerAsync(
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        var step = await Flow.AnswerAsync(Opened.Client, Step.Challenge!, Step.Session, responses, cancellationToken);
        return await Steps.FollowAsync(this, step, Step.Username, cancellationToken);
    }

    /// <param name="notice">The key of the text that says why.</param>
    protected IActionResult StartAgain(string notice = "errors.stepExpired") =>
        Go("/login", new PageStep { Username = Step.Username, Notice = notice, Next = Step.Next });
}
