using HostedAuth.Core.Sessions;
using HostedAuth.Oidc.Authorize;
using HostedAuth.Server.Pages.Fields;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>
/// GET and POST /account: asks who is signed in whether to go on so, or with another account, where the app wants it asked or
/// expects somebody else.
/// </summary>
internal sealed class AccountModel(BrowserNeeds browser, AuthorizationFlows flows) : HostedPage
{
    public override string Name => "account";

    public override bool LeadsOut => true;

    public string Username { get; private set; } = "";

    /// <summary>Whether the app names somebody else. Whom, is not shown: a text out of an address is anyone's.</summary>
    public bool ExpectsAnother { get; private set; }

    /// <summary>Where another account signs in.</summary>
    public string Other => To(Opened.Authorization.SignInPath);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) is null ? Return() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } session)
        {
            return Return();
        }

        var chosen = flows.Start(Opened.Authorization, session.Id);
        return SeeOther((Opened with { Flow = chosen }).Link(Opened.Authorization.ReturnPath));
    }

    /// <summary>Opened anew, the page finds out again who is asked.</summary>
    public override IActionResult RefuseForm(string textKey) => Return();

    /// <summary>The session that is signed in, where that is the question; or null.</summary>
    private async Task<SsoSession?> FindAsync(CancellationToken cancellationToken)
    {
        if (await browser.FindAsync(this, cancellationToken) is not (SignInNeed.Account, { } found))
        {
            return null;
        }

        ExpectsAnother = AccountChoice.ExpectsAnother(Opened.Authorization, found.User);
        Username = UsernameField.NameOf(Pool, found.User);
        return found.Session;
    }
}
