using HostedAuth.Core.Authorization;
using HostedAuth.Server.Pages.Fields;
using HostedAuth.Server.Pages.Gate;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>
/// GET and POST /device: asks for the code that a device shows (RFC 8628, section 3.3). A link that brings the code along fills
/// it in and presses nothing (section 5.4).
/// </summary>
internal sealed class DeviceModel(DeviceAuthorizations devices, DevicePassages passages) : HostedPage
{
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

    public void OnGet() => _typed = UserCodes.Normalize(Request.Query["user_code"]);

    public async Task<IActionResult> OnPostAsync(
        [FromForm(Name = "user_code")] string? typed,
        CancellationToken cancellationToken)
    {
        _typed = typed;
        if (!this.HasAll((CodeInput, typed)))
        {
            return Again();
        }

        var code = UserCodes.Normalize(typed);
        if (code is not null && await devices.FindByUserCodeAsync(code, cancellationToken) is { } device)
        {
            return SeeOther(Request.PathBase + DeviceApprovalModel.Path + passages.QueryOf(device, code));
        }

        Problems.Add(Texts["errors.userCode"], CodeInput.Name);
        return Again();
    }
}
