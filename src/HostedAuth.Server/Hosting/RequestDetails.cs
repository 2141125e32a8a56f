using HostedAuth.Core.Requests;

namespace HostedAuth.Server.Hosting;

/// <summary>What the connection tells of a request; made only where somebody asks.</summary>
internal static class RequestDetails
{
    /// <param name="http">The request; null in work of the background.</param>
    public static CallDetails Of(HttpContext? http) => new()
    {
        // Behind a known proxy this is the address that the proxy tells.
        IpAddress = http?.Connection.RemoteIpAddress?.ToString(),
        UserAgent = CallDetails.Shorten(http?.Request.Headers.UserAgent.ToString()),
    };
}
