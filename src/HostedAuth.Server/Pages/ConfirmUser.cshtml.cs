using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignUp;
using HostedAuth.Server.Pages.Fields;
using HostedAuth.Server.Pages.Gate;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>
/// GET and POST /confirmUser: proves the address of a new account, by the code typed in, or by the link of a message
/// (<c>client_id</c>, <c>user_name</c>, <c>confirmation_code</c>). Opening the link spends nothing, since scanners of mail
/// open links too: it takes one press.
/// </summary>
internal sealed class ConfirmUserModel(SignUpConfirmations confirmations) : HostedPage
{
    public override string Name => "confirm";

    public override bool NeedsRequest => !IsLink;

    public override string App => IsLink ? LinkClient?.Client.Name ?? "" : base.App;

    public override string Here => IsLink ? Request.PathBase + Request.Path + Request.QueryString.Value : base.Here;

    /// <summary>Whether a message's link led here; it carries no authorization request.</summary>
    public bool IsLink => Request.Query.ContainsKey("confirmation_code");

    /// <summary>Set when the link did its work.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Whether the message brings a link and no code.</summary>
    public bool WaitsForLink => Step.Destination?.Contains('@', StringComparison.Ordinal) == true
        && Pool.Settings.VerificationMessageTemplate?.DefaultEmailOption == "CONFIRM_WITH_LINK";

    /// <summary>Who it is about, when the page before said so; else it is asked for.</summary>
    public Field UsernameInput => UsernameField.ForSignIn(Pool, Texts, Username);

    public Field CodeInput => CodeField.Create(Texts);

    public string? Username { get; private set; }

    public string Lead => (WaitsForLink, Step.Destination) switch
    {
        (true, var to) => Texts["confirm.lead.link", "destination", to!],
        (false, { } to) => Texts["confirm.lead.to", "destination", to],
        _ => Texts["confirm.lead"],
    };

    /// <summary>Where the button posts to that asks for another code.</summary>
    public string Resend => Opened.Link("/resendcode", Request.Query[PageSteps.Parameter]);

    private ClientSnapshot? LinkClient => Pool.FindClient(Request.Query["client_id"].ToString());

    public IActionResult OnGet()
    {
        Username = Step.Username;
        return IsLink && LinkClient is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(
        [FromForm] string? username,
        [FromForm] string? code,
        CancellationToken cancellationToken)
    {
        if (IsLink)
        {
            return await ConfirmLinkAsync(cancellationToken);
        }

        Username = Step.Username ?? username;
        if (!this.HasAll((UsernameInput, Username), (CodeInput, code)))
        {
            return Again();
        }

        var name = UsernameField.Read(Pool, Username);
        await confirmations.ConfirmAsync(
            Opened.Client,
            name,
            new Secret(CodeField.Read(code)),
            forceAlias: false,
            cancellationToken);
        return Go("/login", new PageStep { Username = name, Notice = "notice.confirmed" });
    }

    private async Task<IActionResult> ConfirmLinkAsync(CancellationToken cancellationToken)
    {
        if (LinkClient is not { } client)
        {
            return NotFound();
        }

        await confirmations.ConfirmAsync(
            client.HidingUsers,
            Request.Query["user_name"].ToString(),
            new Secret(Request.Query["confirmation_code"].ToString()),
            forceAlias: false,
            cancellationToken);
        IsDone = true;
        return Page();
    }
}
