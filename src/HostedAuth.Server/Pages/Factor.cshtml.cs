using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.SignIn.Challenges;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>
/// GET and POST /factor: answers SELECT_CHALLENGE and SELECT_MFA_TYPE; or, for any other challenge, exchanges it for one
/// that would do as well.
/// </summary>
internal sealed class FactorModel(SignInFlow flow, SignInSteps steps) : PlainChallengePage(flow, steps)
{
    public const string Address = "/factor";

    public override string Name => "factor";

    /// <summary>A choice proves nothing.</summary>
    public override bool HasProven => Step.IsSecond;

    public string Lead => Step.Username is { } name
        ? Texts["factor.lead.name", "name", name]
        : Texts["factor.lead", "app", App];

    /// <summary>The ways to choose from, those that have a name.</summary>
    public IEnumerable<string> Offered => Step.Choices.Union(Step.Alternatives)
        .Where(way => Texts.Find($"factor.{way}") is not null);

    protected override IReadOnlyList<string> Challenges => ["SELECT_CHALLENGE", "SELECT_MFA_TYPE"];

    protected override bool IsAsked => Step is { Session: not null, Challenge: not null } && Offered.Any();

    public async Task<IActionResult> OnPostAsync([FromForm] string? answer, CancellationToken cancellationToken)
    {
        if (!IsAsked)
        {
            return StartAgain();
        }

        if (answer is null || !Offered.Contains(answer))
        {
            return Again("errors.values");
        }

        return Challenges.Contains(Step.Challenge!) && Step.Choices.Contains(answer)
            ? await AnswerAsync(new Dictionary<string, string> { [ChallengeResponses.Answer] = answer }, cancellationToken)
            : await FollowAsync(
                await Flow.SwitchAsync(Opened.Client, Step.Session!, answer, cancellationToken),
                cancellationToken);
    }

    /// <summary>A way that can be had no more.</summary>
    public override IActionResult Refuse(AuthError error) =>
        error.Kind is ErrorKind.InvalidParameter ? Again("errors.way") : base.Refuse(error);
}
