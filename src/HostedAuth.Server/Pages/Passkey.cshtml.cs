using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>GET and POST /passkey: answers WEB_AUTHN, by a passkey of the person who is signing in.</summary>
internal sealed class PasskeyModel(SignInFlow flow, SignInSteps steps) : PlainChallengePage(flow, steps)
{
    public override string Name => "passkey";

    public PasskeyForm Form =>
        new(this, "get", Step.Parameters["CREDENTIAL_REQUEST_OPTIONS"], Texts["passkey.submit"])
        {
            Missing = Texts["passkey.missing"],
        };

    protected override IReadOnlyList<string> Challenges => ["WEB_AUTHN"];

    public async Task<IActionResult> OnPostAsync([FromForm] string? credential, CancellationToken cancellationToken)
    {
        if (!IsAsked)
        {
            return StartAgain();
        }

        return string.IsNullOrEmpty(credential)
            ? Again("passkey.missing")
            : await AnswerAsync(new Dictionary<string, string> { ["CREDENTIAL"] = credential }, cancellationToken);
    }

    /// <summary>A question to an authenticator is answered once: there is no second try on this page.</summary>
    public override IActionResult Refuse(AuthError error) => error.Kind is ErrorKind.NotAuthorized or ErrorKind.InvalidParameter
        ? StartAgain("errors.passkeyStart")
        : base.Refuse(error);
}
