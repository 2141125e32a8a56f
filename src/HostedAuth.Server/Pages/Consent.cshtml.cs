using HostedAuth.Core.Authorization;
using HostedAuth.Core.Users;
using HostedAuth.Oidc.Authorize;
using HostedAuth.Server.Pages.Fields;
using HostedAuth.Server.Pages.Gate;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>
/// GET and POST /consent: asks who is signed in whether the app may have what it asks for (OIDC Core, section 3.1.2.4). What
/// is shown is what is granted; the form is good for this very request in this browser.
/// </summary>
internal sealed class ConsentModel(
    BrowserNeeds browser,
    ConsentNeeds needs,
    Consents consents,
    AuthorizationResponses responses) : HostedPage
{
    public override string Name => "consent";

    public override bool LeadsOut => true;

    public override string Title => Texts["consent.title", "app", App];

    public string Username { get; private set; } = "";

    public ScopeWords Scopes => ScopeWords.Of(this, Opened.Authorization.Scopes, Opened.Authorization.SingleClaims);

    /// <summary>What the app says of itself.</summary>
    public IReadOnlyList<AppLink> Links => AppLink.Of(Opened.Client.Metadata);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) is null ? Return() : Page();

    public async Task<IActionResult> OnPostAsync([FromForm] string? answer, CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } user)
        {
            return Return();
        }

        // The form was shown to this passage of this request; of another's, or one too old, it says nothing.
        if (Request.Query[AuthorizationFlows.Parameter] != Opened.Flow)
        {
            return Again("errors.formExpired");
        }

        var request = Opened.Authorization;
        if (answer != "allow")
        {
            return new AnswerResult(await responses.RefusedAsync(
                request,
                new("access_denied", "The user did not allow it."),
                cancellationToken));
        }

        await consents.RememberAsync(
            user.Id, request.Client.ClientId, request.Asked, Opened.Flow, cancellationToken);
        return Return();
    }

    /// <summary>Opened anew, the page finds out again who is asked for what.</summary>
    public override IActionResult RefuseForm(string textKey) => Return();

    /// <summary>Who is asked; null where nobody is, or must do something else first.</summary>
    private async Task<User?> FindAsync(CancellationToken cancellationToken)
    {
        var (need, found) = await browser.FindAsync(this, cancellationToken);
        if (need is not SignInNeed.None
            || Opened.IsOfDevice
            || !await needs.IsOwedAsync(Opened.Authorization, found!.User.Id, Opened.Flow, cancellationToken))
        {
            return null;
        }

        Username = UsernameField.NameOf(Pool, found.User);
        return found.User;
    }
}
