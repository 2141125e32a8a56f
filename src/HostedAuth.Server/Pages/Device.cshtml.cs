using HostedAuth.Core.Authorization;
using HostedAuth.Oidc;
using HostedAuth.Oidc.Authorize;
using HostedAuth.Server.Pages.Fields;
using HostedAuth.Server.Pages.Gate;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>
/// GET and POST /device: asks for the code that a device shows (RFC 8628, section 3.3). A link that brings the code along fills
/// it in and presses nothing (section 5.4). Where too many wrong ones are typed in, people sign in before theirs is looked for.
/// </summary>
internal sealed class DeviceModel(
    DeviceAuthorizations devices,
    DevicePassages passages,
    BrowserSession browser,
    AuthorizationFlows flows) : HostedPage
{
    public const string Path = "/device";

    private string? _typed;

    public override string Name => "device";

    public override bool NeedsRequest => false;

    public override string App => Pool.Pool.Name;

    public override string Here => Request.PathBase + Request.Path;

    public Field CodeInput => new("user_code", Texts["field.userCode"])
    {
        Value = _typed,
        Autocomplete = "off",
        MaxLength = UserCodes.LongestTyped,
        Hint = Texts["field.userCode.hint"],
        Class = "code",
        Focus = true,
        Verbatim = true,
    };

    public void OnGet() => _typed = passages.Find(OAuthParameters.Parse(Request.QueryString.Value ?? "")) is { } passage
        ? passage.UserCode
        : UserCodes.Normalize(Request.Query["user_code"]);

    public async Task<IActionResult> OnPostAsync(
        [FromForm(Name = "user_code")] string? typed,
        CancellationToken cancellationToken)
    {
        _typed = typed;
        if (!this.HasAll((CodeInput, typed)))
        {
            return Again();
        }

        if (UserCodes.Normalize(typed) is { } code && await FindAsync(code, cancellationToken) is { } wayOn)
        {
            return wayOn;
        }

        Problems.Add(Texts["errors.userCode"], CodeInput.Name);
        return Again();
    }

    /// <summary>Where the browser goes with the code; null where no device shows it.</summary>
    private async Task<IActionResult?> FindAsync(string code, CancellationToken cancellationToken)
    {
        var person = await browser.FindAsync(Request, cancellationToken);
        return await devices.FindByUserCodeAsync(code, person?.User.Id, cancellationToken) switch
        {
            DeviceSearch.Found(var device) =>
                SeeOther(Request.PathBase + DeviceApprovalModel.Path + passages.QueryOf(device, code)),
            DeviceSearch.SignInFirst => SignInFirst(code),
            _ => null,
        };
    }

    /// <summary>Comes back with the code filled in; where no app lets devices in, none can wait.</summary>
    private IActionResult? SignInFirst(string code)
    {
        if (passages.Begin(code) is not { } request)
        {
            return null;
        }

        Opened = new PageRequest(request, flows.Start(request), Request.PathBase);
        return Go(request.SignInPath, new PageStep { Notice = "device.signIn" });
    }
}
