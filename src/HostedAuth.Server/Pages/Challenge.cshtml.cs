using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Server.Pages.Fields;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>
/// GET and POST /challenge: answers CUSTOM_CHALLENGE. What it shows are the public parameters of the pool's trigger, by the
/// names that such triggers commonly use; all of it is text and at most one picture, never markup.
/// </summary>
internal sealed class ChallengeModel(SignInFlow flow, SignInSteps steps) : PlainChallengePage(flow, steps)
{
    private const int LongestAnswer = 2048;

    private static readonly string[] Questions = ["question", "prompt", "text", "message", "challenge"];
    private static readonly string[] Images = ["imageUrl", "image", "captchaUrl"];

    public override string Name => "custom";

    public override string? ImageHost => Image is { IsAbsoluteUri: true } image && image.Scheme == Uri.UriSchemeHttps
        ? $"https://{image.IdnHost}:{image.Port}"
        : null;

    public string Question => Find(Questions) ?? Texts["custom.lead"];

    /// <summary>A picture by https, or one that the parameter itself holds (data:image/…); else null.</summary>
    public Uri? Image => Uri.TryCreate(Find(Images), UriKind.Absolute, out var image)
        && (image.Scheme == Uri.UriSchemeHttps || image.OriginalString.StartsWith("data:image/", StringComparison.Ordinal))
            ? image
            : null;

    /// <summary>What the picture says to those who can't see it.</summary>
    public string ImageText => Find(["imageText", "alt"]) ?? Texts["custom.image"];

    public Field AnswerInput => new("answer", Find(["label"]) ?? Texts["field.answer"])
    {
        Autocomplete = "one-time-code",
        InputMode = Find(["inputType", "type"]) is "number" ? "numeric" : null,
        MaxLength = LongestAnswer,
        Hint = Find(["hint"]),
        Focus = true,
        Verbatim = true,
    };

    protected override IReadOnlyList<string> Challenges => ["CUSTOM_CHALLENGE"];

    public async Task<IActionResult> OnPostAsync([FromForm] string? answer, CancellationToken cancellationToken)
    {
        if (!IsAsked)
        {
            return StartAgain();
        }

        return this.HasAll((AnswerInput, answer))
            ? await AnswerAsync(new Dictionary<string, string> { [ChallengeResponses.Answer] = answer!.Trim() }, cancellationToken)
            : Again();
    }

    /// <summary>Who is turned away by the answers was not too slow.</summary>
    public override IActionResult Refuse(AuthError error) =>
        error == AuthError.IncorrectUsernameOrPassword ? StartAgain("custom.failed") : base.Refuse(error);

    private string? Find(string[] names) =>
        names.Select(name => Step.Parameters.FirstOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value)
            .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
}
