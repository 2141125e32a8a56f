using HostedAuth.Core.Errors;
using HostedAuth.Core.SignUp;
using HostedAuth.Core.Users.Codes;
using HostedAuth.Server.Pages.Fields;
using HostedAuth.Server.Pages.Gate;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>GET and POST /resendcode: sends another code to confirm a new account with.</summary>
internal sealed class ResendcodeModel(SignUpConfirmations confirmations) : HostedPage
{
    public override string Name => "resend";

    public string? Username { get; private set; }

    public Field UsernameInput => UsernameField.ForSignIn(Pool, Texts, Username) with { Focus = true };

    public void OnGet() => Username = Step.Username;

    public async Task<IActionResult> OnPostAsync([FromForm] string? username, CancellationToken cancellationToken)
    {
        Username = username ?? Step.Username;
        if (!this.HasAll((UsernameInput, Username)))
        {
            return Again();
        }

        var name = UsernameField.Read(Pool, Username);
        var destination = (await SendAsync(name, cancellationToken))?.Destination ?? Step.Destination;
        return Go("/confirmUser", new PageStep
        {
            Username = name,
            Destination = destination,
            SignedUpId = Step.SignedUpId,
            Notice = LinkConfirmation.IsAwaited(Pool, destination) ? "notice.linkSent" : "notice.codeSent",
        });
    }

    /// <summary>Null where nothing was sent, which the page does not tell: the account is confirmed, or there is none.</summary>
    private async Task<CodeDeliveryDetails?> SendAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await confirmations.ResendAsync(Opened.Client, name, cancellationToken);
        }
        catch (AuthException refusal) when (refusal.Error.Kind
            is ErrorKind.InvalidParameter or ErrorKind.NotAuthorized or ErrorKind.UserNotFound)
        {
            return null;
        }
    }
}
