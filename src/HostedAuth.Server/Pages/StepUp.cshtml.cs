using HostedAuth.Core.Sessions;
using HostedAuth.Core.SignIn;
using HostedAuth.Oidc.Authorize;
using HostedAuth.Server.Pages.Fields;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>
/// GET and POST /stepUp: says to who is signed in that the app asks for more proof, and leads to the factor that is missing.
/// Nothing is sent before the press. Who must sign in from the beginning, or need not at all, is led back.
/// </summary>
internal sealed class StepUpModel(SignInFlow flow, SignInSteps steps, BrowserNeeds browser) : HostedPage
{
    private string? _name;

    public override string Name => "stepUp";

    public override bool LeadsOut => true;

    /// <summary>So that people see whose sign-in it is.</summary>
    public Field UsernameInput => UsernameField.Known(Pool, Texts, _name);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) is null ? Return() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } found)
        {
            return Return();
        }

        var step = await flow.StepUpAsync(Opened.Client, found, cancellationToken);
        return await steps.FollowAsync(this, step, _name, cancellationToken);
    }

    /// <summary>Opened anew, the page finds out again who is asked for what.</summary>
    public override IActionResult RefuseForm(string textKey) => Return();

    /// <summary>The browser's session, where more proof is all that it lacks; or null.</summary>
    private async Task<SsoSessionUser?> FindAsync(CancellationToken cancellationToken)
    {
        if (await browser.FindAsync(this, cancellationToken) is not (SignInNeed.MoreProof, { } found))
        {
            return null;
        }

        _name = UsernameField.NameOf(Pool, found.User);
        return found;
    }
}
