using System.Globalization;
using HostedAuth.Core.Authorization;
using HostedAuth.Server.Pages.Gate;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>
/// GET and POST /consents: what the person who is signed in has allowed which app, and the way to take it back. An app may lead
/// here. Who signed in long ago signs in again first.
/// </summary>
internal sealed class ConsentsModel(Consents consents, RecentSignIn recent) : HostedPage
{
    public const string Address = "/consents";

    public override string Name => "consents";

    public override bool LeadsOut => true;

    public IReadOnlyList<AllowedApp> Allowed { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await recent.FindAsync(Request, cancellationToken) is not { } found)
        {
            return SignInFirst();
        }

        // What a client is allowed that is gone, nobody uses any more.
        Allowed = [.. (await consents.ListAsync(found.User.Id, cancellationToken))
            .Where(consent => Pool.FindClient(consent.ClientId) is not null)
            .Select(Describe)];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? client, CancellationToken cancellationToken)
    {
        if (await recent.FindAsync(Request, cancellationToken) is not { } found)
        {
            return SignInFirst();
        }

        if (await consents.FindAsync(found.User.Id, client ?? "", cancellationToken) is { } consent)
        {
            await consents.RevokeAsync(found.User.Id, consent.ClientId, cancellationToken);
        }

        return Go(Address, new PageStep { Notice = "notice.consentRevoked" });
    }

    /// <summary>Opened anew, the page shows how it is now.</summary>
    public override IActionResult RefuseForm(string textKey) => SeeOther(To(Address));

    private AllowedApp Describe(Consent consent)
    {
        var name = Pool.FindClient(consent.ClientId)!.Client.Name;
        return new(
            consent.ClientId,
            name,
            ScopeWords.Of(this, consent.Scopes, consent.Claims, Texts["consents.may", "app", name]),
            consent.GrantedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private IActionResult SignInFirst() => Go("/login", new PageStep { Notice = "consents.signIn", Next = Address });
}

/// <summary>An app that may do something.</summary>
internal sealed record AllowedApp(string ClientId, string Name, ScopeWords Scopes, string Since);
