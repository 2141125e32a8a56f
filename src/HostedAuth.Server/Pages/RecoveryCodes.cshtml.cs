using HostedAuth.Core.Mfa;
using HostedAuth.Core.Sessions;
using HostedAuth.Server.Pages.Gate;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HostedAuth.Server.Pages;

/// <summary>
/// GET and POST /recoveryCodes: makes recovery codes for the person who is signed in, and shows them this once. Offered when
/// a second factor was set up; an app may lead here too.
/// </summary>
internal sealed class RecoveryCodesModel(RecoveryCodes recoveryCodes, RecentSignIn recent) : HostedPage
{
    public const string Address = "/recoveryCodes";

    public override string Name => "recoveryCodes";

    public override bool LeadsOut => true;

    /// <summary>The codes, once they are made.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    /// <summary>One a line.</summary>
    public string AllCodes => string.Join('\n', Codes!);

    /// <summary>Whether codes that were made before will be void.</summary>
    public bool HasOlder { get; private set; }

    /// <summary>Whether the sign-in proved no second factor.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Where the way goes on.</summary>
    public string On => To(Step.Next ?? Opened.Authorization.ReturnPath);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await recent.FindAsync(Request, cancellationToken) is not { } found)
        {
            return SignInFirst();
        }

        if (!IsProven(found))
        {
            return Refuse();
        }

        HasOlder = await recoveryCodes.HasAnyAsync(found.User.Id, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await recent.FindAsync(Request, cancellationToken) is not { } found)
        {
            return SignInFirst();
        }

        if (!IsProven(found))
        {
            return Refuse();
        }

        var made = await recoveryCodes.RegenerateAsync(found.User, isProven: true, cancellationToken);
        Codes = [.. made.Select(code => code.Value)];
        return Page();
    }

    private static bool IsProven(SsoSessionUser found) =>
        UserFactors.AreProvenBy(found.User, found.Session);

    private PageResult Refuse()
    {
        IsRefused = true;
        Problems.Add(Texts["recoveryCodes.secondFactor"]);
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }

    private IActionResult SignInFirst() =>
        Go("/login", new PageStep { Notice = "recoveryCodes.signIn", Next = Address });
}
