using HostedAuth.Core.Authorization;
using HostedAuth.Core.Sessions;
using HostedAuth.Oidc.Authorize;
using HostedAuth.Server.Pages.Fields;
using HostedAuth.Server.Pages.Gate;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>
/// GET and POST /device/approve: asks who is signed in whether the device may act for them (RFC 8628, sections 3.3 and 5.4):
/// which app, where the device is, and the code to compare. Who is not signed in, or by less than the app asks for, does
/// that first and comes back.
/// </summary>
internal sealed class DeviceApprovalModel(
    DeviceAuthorizations devices,
    DevicePassages passages,
    BrowserNeeds browser,
    Consents consents) : HostedPage
{
    public const string Path = "/device/approve";

    private DevicePassage? _passage;
    private DeviceAuthorization? _device;

    public override string Name => "deviceApproval";

    public string UserCode => _passage!.UserCode;

    public string Username { get; private set; } = "";

    public string? Address => _device!.IpAddress;

    public ScopeWords Scopes => ScopeWords.Of(this, _device!.Scopes, []);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await OpenAsync(cancellationToken) is (_, { } wayOut) ? wayOut : Page();

    public async Task<IActionResult> OnPostAsync([FromForm] string? answer, CancellationToken cancellationToken)
    {
        var (session, wayOut) = await OpenAsync(cancellationToken);
        if (session is null)
        {
            return wayOut!;
        }

        if (answer == "allow")
        {
            return Done(await TryApproveAsync(session, cancellationToken) ? DeviceDoneModel.Allowed : DeviceDoneModel.Expired);
        }

        await devices.TryDenyAsync(_device!.DeviceCodeHash, cancellationToken);
        return Done(DeviceDoneModel.Denied);
    }

    /// <summary>Remembered as a consent where the app asks for one, so that it can be taken back like any other.</summary>
    private async Task<bool> TryApproveAsync(SsoSession session, CancellationToken cancellationToken)
    {
        var device = _device!;
        if (Opened.Client.AsksConsent)
        {
            // The page names no site, so no browser is sent to one for it.
            var shown = new Allowance(Site: null, device.Scopes, Claims: []);
            await consents.RememberAsync(session.UserId, device.ClientId, shown, flow: null, cancellationToken);
        }

        return await devices.TryApproveAsync(device.DeviceCodeHash, session, cancellationToken);
    }

    /// <summary>Who may decide; or where the browser goes first.</summary>
    private async Task<(SsoSession? Session, IActionResult? WayOut)> OpenAsync(CancellationToken cancellationToken)
    {
        _passage = passages.Find(Opened.Authorization.Parameters);
        _device = _passage is null ? null : await devices.FindWaitingAsync(_passage.DeviceCodeHash, cancellationToken);
        if (_device is null)
        {
            return (null, Done(DeviceDoneModel.Expired));
        }

        var (need, found) = await browser.FindAsync(this, cancellationToken);
        if (need is not SignInNeed.None)
        {
            return (null, SeeOther(To(need is SignInNeed.MoreProof
                ? Opened.Authorization.StepUpPath
                : Opened.Authorization.SignInPath)));
        }

        Username = UsernameField.NameOf(Pool, found!.User);
        return (found.Session, null);
    }

    private IActionResult Done(string outcome) => SeeOther($"{Request.PathBase}{DeviceDoneModel.Address}/{outcome}");
}
