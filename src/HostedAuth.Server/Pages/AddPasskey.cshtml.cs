using HostedAuth.Core.Errors;
using HostedAuth.Core.Passkeys;
using HostedAuth.Core.Users;
using HostedAuth.Server.Pages.Fields;
using HostedAuth.Server.Pages.Gate;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>
/// GET and POST /passkeys/add: makes a passkey for the person who is signed in. Offered after a sign-in by password; an app
/// may lead here too. Who signed in long ago, or by less than the pool asks for, signs in again first.
/// </summary>
internal sealed class AddPasskeyModel(
    PasskeyRegistration registration,
    PasskeyInvitations invitations,
    RecentSignIn recent) : HostedPage
{
    private const int LongestName = 64;

    private string? _name;

    public override string Name => "addPasskey";

    public override bool LeadsOut => true;

    /// <summary>Null where the account has as many passkeys as it may.</summary>
    public PasskeyForm? Form { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (invitations.FindParty(this) is null)
        {
            return NotFound();
        }

        if (await recent.FindProvenUserAsync(Request, cancellationToken) is not { } user)
        {
            return SignInFirst();
        }

        _name = DeviceNames.Of(Request.Headers.UserAgent.ToString());
        await BeginAsync(user, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        [FromForm] string? answer,
        [FromForm] string? credential,
        [FromForm] string? name,
        CancellationToken cancellationToken)
    {
        if (await recent.FindProvenUserAsync(Request, cancellationToken) is not { } user)
        {
            return SignInFirst();
        }

        if (answer is "later" or "never")
        {
            if (answer is "never")
            {
                invitations.Decline(this, user.Id);
            }

            return Return();
        }

        _name = name?.Trim() is { Length: > 0 and <= LongestName } given ? given : null;
        return await TryAddAsync(user, credential ?? "", cancellationToken) is { } problem
            ? await AgainAsync(user, problem, cancellationToken)
            : Return();
    }

    /// <summary>The key of the text that says why the passkey could not be added; null where it was.</summary>
    private async Task<string?> TryAddAsync(User user, string credential, CancellationToken cancellationToken)
    {
        try
        {
            await registration.CompleteAsync(user, Opened.Client.ClientId, credential, _name, cancellationToken);
            return null;
        }
        catch (AuthException refusal)
        {
            return refusal.Error == AuthError.PasskeyIsRegistered ? "passkey.known"
                : refusal.Error.Kind is ErrorKind.LimitExceeded ? "errors.passkeyLimit"
                : "errors.passkeyNotSaved";
        }
    }

    private async Task<IActionResult> AgainAsync(User user, string problem, CancellationToken cancellationToken)
    {
        await BeginAsync(user, cancellationToken);
        return Again(problem);
    }

    private async Task BeginAsync(User user, CancellationToken cancellationToken)
    {
        try
        {
            var options = await registration.BeginAsync(user, Opened.Client.ClientId, cancellationToken);
            Form = new PasskeyForm(this, "create", options, Texts["addPasskey.submit"])
            {
                NameInput = NameInput,
                Missing = Texts["passkey.missing"],
            };
        }
        catch (AuthException refusal) when (refusal.Error.Kind is ErrorKind.LimitExceeded)
        {
            Problems.Add(Texts["errors.passkeyLimit"]);
        }
    }

    private Field NameInput => new("name", Texts["field.passkeyName"])
    {
        Value = _name,
        Autocomplete = "off",
        MaxLength = LongestName,
        Required = false,
        Hint = Texts["field.passkeyName.hint"],
    };

    private IActionResult SignInFirst() =>
        Go("/login", new PageStep { Notice = "addPasskey.signIn", Next = PasskeyInvitations.Page });
}
