using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn;
using HostedAuth.Server.Pages.Fields;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>GET and POST /password: answers PASSWORD, where it was chosen among other first factors.</summary>
internal sealed class PasswordModel(SignInFlow flow, SignInSteps steps) : PlainChallengePage(flow, steps)
{
    public override string Name => "password";

    /// <summary>Password managers find the pair.</summary>
    public Field UsernameInput => UsernameField.Known(Pool, Texts, Step.Username);

    public Field PasswordInput => PasswordField.Current(Texts) with { Focus = true };

    protected override IReadOnlyList<string> Challenges => ["PASSWORD"];

    public async Task<IActionResult> OnPostAsync([FromForm] string? password, CancellationToken cancellationToken)
    {
        if (!IsAsked)
        {
            return StartAgain();
        }

        return this.HasAll((PasswordInput, password))
            ? await AnswerAsync(new Dictionary<string, string> { ["PASSWORD"] = password! }, cancellationToken)
            : Again();
    }

    /// <summary>A wrong password is typed again here; that the account is disabled or unknown reads the same.</summary>
    public override IActionResult Refuse(AuthError error) =>
        error == AuthError.IncorrectUsernameOrPassword || error == AuthError.UserDisabled
            ? Again("errors.password")
            : base.Refuse(error);
}
