using HostedAuth.Core.SignIn;
using HostedAuth.Server.Pages.Fields;
using HostedAuth.Server.Theming;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>GET and POST /code: answers EMAIL_OTP, SMS_OTP and SMS_MFA by the code of a message, or has it sent again.</summary>
internal sealed class CodeModel(SignInFlow flow, SignInSteps steps, TimeProvider time) : PlainChallengePage(flow, steps)
{
    /// <summary>Before that a message may still be on its way.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private bool _isResent;

    public override string Name => "code";

    public override bool HasProven => !_isResent || Step.IsSecond;

    public Field CodeInput => CodeField.Create(Texts);

    public string Lead => Texts[Step.Challenge is "EMAIL_OTP" ? "code.lead.email" : "code.lead.sms", "destination", Destination];

    /// <summary>How long to wait before another code can be asked for; 0 for not at all.</summary>
    public int SecondsToWait =>
        Math.Max(0, (int)Math.Ceiling((Step.SentAt.GetValueOrDefault() + Patience - time.GetUtcNow()).TotalSeconds));

    protected override IReadOnlyList<string> Challenges => ["EMAIL_OTP", "SMS_OTP", "SMS_MFA"];

    private string Destination => Reveal(Step.Parameters.GetValueOrDefault("CODE_DELIVERY_DESTINATION")) ?? "";

    public async Task<IActionResult> OnPostAsync(
        [FromForm] string? code,
        [FromForm] string? answer,
        CancellationToken cancellationToken)
    {
        if (!IsAsked)
        {
            return StartAgain();
        }

        if (answer is "resend")
        {
            return await ResendAsync(cancellationToken);
        }

        return this.HasAll((CodeInput, code))
            ? await AnswerAsync(
                new Dictionary<string, string> { [$"{Step.Challenge}_CODE"] = CodeField.Read(code) },
                cancellationToken)
            : Again();
    }

    private async Task<IActionResult> ResendAsync(CancellationToken cancellationToken)
    {
        if (SecondsToWait is > 0 and var seconds)
        {
            Problems.Add(Texts["errors.codeOnItsWay", "wait", Waits.InWords(Texts, TimeSpan.FromSeconds(seconds))]);
            return Again(StatusCodes.Status429TooManyRequests);
        }

        _isResent = true;
        var step = await Flow.ResendAsync(Opened.Client, Step.Session!, cancellationToken);
        return await FollowAsync(step, cancellationToken);
    }
}
