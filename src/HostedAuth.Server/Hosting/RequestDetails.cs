using HostedAuth.Core.Requests;
using HostedAuth.Server.Theming;

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
        Languages = http is null || IsCall(http.Request) ? [] : [.. Languages.Wanted(http.Request)],
    };

    /// <summary>
    /// Whether it is a call of the API: then the header tells of the caller's machine, not of who reads the message.
    /// </summary>
    private static bool IsCall(HttpRequest request) => request.Headers.ContainsKey("X-Amz-Target");
}
