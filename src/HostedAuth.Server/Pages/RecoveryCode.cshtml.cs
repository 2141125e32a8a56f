using HostedAuth.Core.SignIn;
using HostedAuth.Server.Pages.Fields;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>GET and POST /recoveryCode: answers RECOVERY_CODE, for who has lost the second factor.</summary>
internal sealed class RecoveryCodeModel(SignInFlow flow, SignInSteps steps) : PlainChallengePage(flow, steps)
{
    private const int LongestCode = 32;

    public override string Name => "recoveryCode";

    public Field CodeInput => new(CodeField.Name, Texts["field.recoveryCode"])
    {
        Autocomplete = "one-time-code",
        MaxLength = LongestCode,
        Hint = Texts["field.recoveryCode.hint"],
        Class = "code",
        Focus = true,
        Verbatim = true,
    };

    protected override IReadOnlyList<string> Challenges => ["RECOVERY_CODE"];

    public async Task<IActionResult> OnPostAsync([FromForm] string? code, CancellationToken cancellationToken)
    {
        if (!IsAsked)
        {
            return StartAgain();
        }

        return this.HasAll((CodeInput, code))
            ? await AnswerAsync(new Dictionary<string, string> { ["RECOVERY_CODE"] = code! }, cancellationToken)
            : Again();
    }
}
