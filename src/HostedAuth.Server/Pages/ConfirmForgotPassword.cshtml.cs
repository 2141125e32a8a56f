using HostedAuth.Core.Recovery;
using HostedAuth.Core.Secrets;
using HostedAuth.Server.Pages.Fields;
using HostedAuth.Server.Pages.Gate;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>GET and POST /confirmForgotPassword: the code, and the new password.</summary>
internal sealed class ConfirmForgotPasswordModel(PasswordRecovery recovery) : HostedPage
{
    public override string Name => "reset";

    public string? Username { get; private set; }

    public string Lead => Reveal(Step.Destination) is { } to
        ? Texts["reset.lead.to", "destination", to]
        : Texts["reset.lead"];

    public Field UsernameInput => Step.Username is null
        ? UsernameField.ForSignIn(Pool, Texts, Username)
        : UsernameField.Known(Pool, Texts, Username);

    public Field CodeInput => CodeField.Create(Texts);

    public Field PasswordInput => PasswordField.New(Pool, Texts, "field.newPassword");

    public void OnGet() => Username = Step.Username;

    public async Task<IActionResult> OnPostAsync(
        [FromForm] string? username,
        [FromForm] string? code,
        [FromForm] string? password,
        CancellationToken cancellationToken)
    {
        Username = Step.Username ?? username;
        if (!this.HasAll((UsernameInput, Username), (CodeInput, code), (PasswordInput, password)))
        {
            return Again();
        }

        var name = UsernameField.Read(Pool, Username);
        await recovery.ConfirmAsync(
            Opened.Client,
            name,
            new Secret(CodeField.Read(code)),
            new Secret(password!),
            cancellationToken);
        return Go("/login", new PageStep { Username = name, Notice = "notice.passwordSet" });
    }
}
