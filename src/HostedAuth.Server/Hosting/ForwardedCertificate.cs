using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HostedAuth.Server.Hosting;

/// <summary>
/// Brings the certificates of clients to the endpoints: of the server's own connections, or of those that a named proxy
/// ended. Whether one is worth anything is asked there.
/// </summary>
internal static class ForwardedCertificate
{
    private const int MaximumLength = 16_384;

    /// <summary>Takes the certificate out of the header of a named proxy; nobody else's header counts.</summary>
    /// <param name="header">Its name; empty where the proxies hand none on.</param>
    /// <param name="proxies">Who is believed.</param>
    public static Func<HttpContext, RequestDelegate, Task> Read(string header, IReadOnlyCollection<IPAddress> proxies) =>
        (context, next) =>
        {
            var connection = context.Connection;
            var isProxy = connection.RemoteIpAddress is { } caller
                && proxies.Contains(caller.IsIPv4MappedToIPv6 ? caller.MapToIPv4() : caller);
            if (isProxy)
            {
                // Without the header there is none: the proxy's own, with which it came, is not everybody's behind it.
                connection.ClientCertificate = header is not ""
                    && context.Request.Headers[header] is [{ Length: > 0 and <= MaximumLength } value]
                    ? Parse(value)
                    : null;
            }

            return next(context);
        };

    private static X509Certificate2? Parse(string value)
    {
        try
        {
            return value is [':', .. var encoded, ':']
                ? X509CertificateLoader.LoadCertificate(Convert.FromBase64String(encoded))
                : X509Certificate2.CreateFromPem(Uri.UnescapeDataString(value));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
