using HostedAuth.Core.Errors;
using HostedAuth.Core.Risk;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>
/// GET and POST /signInFeedback: where the mail about a sign-in leads, and its reader says whether it was them
/// (<c>user_name</c>, <c>event_id</c>, <c>feedback_token</c>). Opening it says nothing yet, since scanners of mail open links
/// too.
/// </summary>
internal sealed class SignInFeedbackModel(AuthEventFeedback feedback) : HostedPage
{
    private const string Valid = "Valid";
    private const string Invalid = "Invalid";

    public override string Name => "feedback";

    public override bool NeedsRequest => false;

    public override string App => Pool.Pool.Name;

    public override string Here => Request.PathBase + Request.Path + Request.QueryString.Value;

    public override string Title => Outcome is null ? base.Title : Texts[Outcome.Value.Title];

    /// <summary>The keys of the texts that say what came of it; null while it waits to be said.</summary>
    public (string Title, string Lead)? Outcome { get; private set; }

    /// <summary>What may be said; the one that the link names comes first.</summary>
    public IReadOnlyList<string> Answers => Request.Query["feedback"] == Invalid ? [Invalid, Valid] : [Valid, Invalid];

    public static string KeyOf(string answer) => answer is Valid ? "feedback.valid" : "feedback.invalid";

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync([FromForm] string? answer, CancellationToken cancellationToken)
    {
        if (answer is not (Valid or Invalid))
        {
            return Again();
        }

        await feedback.GiveByTokenAsync(
            Request.Query["user_name"].ToString(),
            Request.Query["event_id"].ToString(),
            Request.Query["feedback_token"].ToString(),
            answer,
            cancellationToken);
        Outcome = ("feedback.done.title", answer is Valid ? "feedback.done.valid" : "feedback.done.invalid");
        return Page();
    }

    /// <summary>Whatever is wrong with the link, its reader can't mend it.</summary>
    public override IActionResult Refuse(AuthError error)
    {
        Outcome = ("feedback.refused.title", "feedback.refused.lead");
        return Again();
    }
}
