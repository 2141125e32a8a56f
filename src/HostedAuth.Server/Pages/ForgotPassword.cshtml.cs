using HostedAuth.Core.Errors;
using HostedAuth.Core.Recovery;
using HostedAuth.Server.Pages.Fields;
using HostedAuth.Server.Pages.Gate;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>GET and POST /forgotPassword: sends a code that allows a new password.</summary>
internal sealed class ForgotPasswordModel(PasswordRecovery recovery) : HostedPage
{
    public override string Name => "forgot";

    public string? Username { get; private set; }

    public Field UsernameInput => UsernameField.ForSignIn(Pool, Texts, Username) with { Focus = true };

    public void OnGet() => Username = Step.Username ?? Opened.Authorization.LoginHint;

    public async Task<IActionResult> OnPostAsync([FromForm] string? username, CancellationToken cancellationToken)
    {
        Username = username;
        if (!this.HasAll((UsernameInput, username)))
        {
            return Again();
        }

        var name = UsernameField.Read(Pool, username);
        return Go("/confirmForgotPassword", new PageStep
        {
            Username = name,
            Destination = await SendAsync(name, cancellationToken),
        });
    }

    /// <summary>Where the code went, masked; null where none was sent, which the page does not tell.</summary>
    private async Task<string?> SendAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await recovery.ForgotAsync(Opened.Client, name, cancellationToken)).Destination;
        }
        catch (AuthException refusal) when (refusal.Error.Kind
            is ErrorKind.InvalidParameter or ErrorKind.NotAuthorized or ErrorKind.UserNotFound)
        {
            return null;
        }
    }
}
