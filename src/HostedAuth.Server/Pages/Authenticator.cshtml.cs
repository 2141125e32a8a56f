using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn;
using HostedAuth.Server.Pages.Fields;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>GET and POST /authenticator: answers SOFTWARE_TOKEN_MFA, by the code that an app shows.</summary>
internal sealed class AuthenticatorModel(SignInFlow flow, SignInSteps steps) : PlainChallengePage(flow, steps)
{
    public override string Name => "authenticator";

    public Field CodeInput => CodeField.Create(Texts) with { Hint = Texts["field.code.hint.app"] };

    public string Lead => Step.Parameters.GetValueOrDefault("FRIENDLY_DEVICE_NAME") is { Length: > 0 } name
        ? Texts["authenticator.lead.name", "name", name]
        : Texts["authenticator.lead"];

    protected override IReadOnlyList<string> Challenges => ["SOFTWARE_TOKEN_MFA"];

    public async Task<IActionResult> OnPostAsync([FromForm] string? code, CancellationToken cancellationToken)
    {
        if (!IsAsked)
        {
            return StartAgain();
        }

        return this.HasAll((CodeInput, code))
            ? await AnswerAsync(
                new Dictionary<string, string> { ["SOFTWARE_TOKEN_MFA_CODE"] = CodeField.Read(code) },
                cancellationToken)
            : Again();
    }

    /// <summary>Nobody sends these codes: the next one shows by itself.</summary>
    public override IActionResult Refuse(AuthError error)
    {
        if (error.Kind is not (ErrorKind.CodeMismatch or ErrorKind.ExpiredCode))
        {
            return base.Refuse(error);
        }

        Problems.Add(
            Texts[error.Kind is ErrorKind.ExpiredCode ? "errors.appCodeUsed" : "errors.appCode"],
            CodeField.Name);
        return Again();
    }
}
