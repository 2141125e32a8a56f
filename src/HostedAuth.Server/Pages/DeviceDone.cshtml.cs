using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>GET /device/allowed, /device/denied, /device/expired: what became of the device.</summary>
internal sealed class DeviceDoneModel : HostedPage
{
    public const string Address = "/device";
    public const string Allowed = "allowed";
    public const string Denied = "denied";
    public const string Expired = "expired";

    public override string Name => $"device.{Outcome}";

    public override bool NeedsRequest => false;

    public override string App => Pool.Pool.Name;

    [FromRoute(Name = "outcome")]
    public required string Outcome { get; init; }

    /// <summary>Where another code is typed in.</summary>
    public string CodePage => Request.PathBase + Address;
}
