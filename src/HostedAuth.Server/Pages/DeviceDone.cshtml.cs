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

    /// <summary>Not bound: nothing is bound of a request whose form can't be read. The route takes it in capitals too.</summary>
    public string Outcome => ((string)RouteData.Values["outcome"]!).ToLowerInvariant();

    /// <summary>Where another code is typed in.</summary>
    public string CodePage => Request.PathBase + Address;
}
