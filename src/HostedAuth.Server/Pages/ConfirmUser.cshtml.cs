using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn;
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
internal sealed class ConfirmUserModel(
    SignUpConfirmations confirmations,
    SignUpSessions sessions,
    SignInFlow flow,
    SignInSteps steps) : HostedPage
{
    public override string Name => "confirm";

    public override bool LeadsOut => true;

    public override bool NeedsRequest => !IsLink;

    public override string App => IsLink ? LinkClient?.Client.Name ?? "" : base.App;

    public override string Here => IsLink ? Request.PathBase + Request.Path + Request.QueryString.Value : base.Here;

    /// <summary>Whether a message's link led here; it carries no authorization request.</summary>
    public bool IsLink => Request.Query.ContainsKey("confirmation_code");

    /// <summary>The keys of the texts that say what became of the link; null while it waits to be pressed.</summary>
    public (string Title, string Lead)? Outcome { get; private set; }

    public override string Title => Outcome is null ? base.Title : Texts[Outcome.Value.Title];

    /// <summary>The way back from a message's link; or null.</summary>
    public string? AppFront => LinkClient is { } client ? LinkConfirmation.FrontOf(client) : null;

    /// <summary>Whether the message brings a link and no code.</summary>
    public bool WaitsForLink => LinkConfirmation.IsAwaited(Pool, Step.Destination);

    /// <summary>Who it is about, when the page before said so; else it is asked for.</summary>
    public Field UsernameInput => UsernameField.ForSignIn(Pool, Texts, Username);

    public Field CodeInput => CodeField.Create(Texts);

    public string? Username { get; private set; }

    public string Lead => (WaitsForLink, Reveal(Step.Destination)) switch
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
        var (user, attribute) = await confirmations.ConfirmAsync(
            Opened.Client,
            name,
            new Secret(CodeField.Read(code)),
            forceAlias: false,
            cancellationToken);
        // Whoever chose the password in this browser just now needn't type it again. Of an account that somebody else made
        // in this person's name before, the password isn't theirs: that must show.
        return Step.SignedUpId == user.Id && sessions.OfConfirmed(Opened.Client, user, attribute) is { } session
            ? await steps.FollowAsync(
                this,
                await flow.StartWithSignUpAsync(
                    Opened.Client,
                    user.Username,
                    session,
                    new Dictionary<string, string>(),
                    cancellationToken),
                name,
                cancellationToken)
            : Go("/login", new PageStep { Username = name, Notice = "notice.confirmed" });
    }

    /// <summary>Whoever pressed the button of a link can't mend it: there is no form any more, but a way on.</summary>
    public override IActionResult Refuse(AuthError error)
    {
        if (!IsLink || error.Kind is not (ErrorKind.NotAuthorized or ErrorKind.CodeMismatch or ErrorKind.ExpiredCode))
        {
            return base.Refuse(error);
        }

        Outcome = ("confirm.link.refused.title", "confirm.link.refused.lead");
        return Again();
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
        Outcome = ("confirmed.title", "confirmed.lead");
        return Page();
    }
}
