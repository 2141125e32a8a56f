using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Domains;
using HostedAuth.Core.Passkeys;
using HostedAuth.Core.SignIn;
using HostedAuth.Oidc;

namespace HostedAuth.Server.Pages;

/// <summary>
/// Whether somebody who just signed in is asked to add a passkey. Who wants to be asked no more is left alone in that
/// browser.
/// </summary>
internal sealed class PasskeyInvitations(Core.Passkeys.Passkeys passkeys, PoolAddress address, PoolCookies cookies)
{
    /// <summary>The page that asks.</summary>
    public const string Page = "/passkeys/add";

    /// <summary>The field that script adds to forms where the browser could make a passkey.</summary>
    public const string Field = "passkeys";

    /// <summary>Of people who share the browser.</summary>
    private const int MostRemembered = 8;

    private const int MarkBytes = 8;

    private string CookieName => cookies.NameOf("no-passkey");

    public async Task<bool> IsWorthAnAskAsync(
        HostedPage page,
        Authentication authentication,
        CancellationToken cancellationToken) =>
        page.Request.Form[Field] == "1"
        && !authentication.Amr.Any(AuthenticationLevels.IsPasskey)
        && FindParty(page) is not null
        && !Declined(page.Request).Contains(MarkOf(authentication.User.Id))
        && (await passkeys.OfUserAsync(authentication.User.Id, cancellationToken)).Count == 0;

    /// <summary>
    /// The relying party for which a passkey can be made where the browser is; or null, as at a client whose people sign in by
    /// triggers alone: none could be used there.
    /// </summary>
    public RelyingParty? FindParty(HostedPage page) => AuthFlow.AreTriggersAlone(page.Pool, page.Opened.Client)
        ? null
        : RelyingParty.FindAt(page.Pool, address, page.Origin);

    /// <summary>Remembers in the browser that the user wants no passkey.</summary>
    public void Decline(HostedPage page, string userId)
    {
        var options = cookies.Options();
        options.MaxAge = TimeSpan.FromDays(365);
        var marks = Declined(page.Request).Append(MarkOf(userId)).Distinct().TakeLast(MostRemembered);
        page.Response.Cookies.Append(CookieName, string.Join('.', marks), options);
    }

    private string[] Declined(HttpRequest request) => request.Cookies[CookieName]?.Split('.') ?? [];

    /// <summary>Tells one user from the others of the browser, and who it is to nobody.</summary>
    private static string MarkOf(string userId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(userId)).AsSpan(0, MarkBytes));
}
