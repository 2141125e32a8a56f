using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using HostedAuth.Core.Deployment;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace HostedAuth.Server.Hosting.Https;

/// <summary>The addresses that speak https, and what a connection to them is offered and asked.</summary>
internal static class HttpsEndpoints
{
    private const int LargestCertificate = 16_384;

    /// <summary>
    /// Of TLS 1.2 only what is recommended (RFC 9325, section 4.2), as FAPI 2.0 demands (Security Profile, section 5.2.2).
    /// Where the system says which there are, it says so for this server too.
    /// </summary>
    private static readonly CipherSuitesPolicy? Ciphers = OperatingSystem.IsLinux()
        ? new(
        [
            TlsCipherSuite.TLS_AES_256_GCM_SHA384,
            TlsCipherSuite.TLS_AES_128_GCM_SHA256,
            TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
            TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
            TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        ])
        : null;

    /// <summary>All addresses that the server listens on.</summary>
    public static string[] AddressesOf(Settings settings) =>
        [.. new[] { settings.Https.Url, settings.ClientCertificates.Url }.Where(url => url is not "").Concat(settings.Urls.Split(';'))];

    /// <summary>Whether it speaks https at any of them.</summary>
    public static bool IsHttps(Settings settings) => PortsOf(settings).Length > 0;

    /// <summary>Registers the certificates, where the server speaks https.</summary>
    public static IServiceCollection AddHttps(this IServiceCollection services, Settings settings)
    {
        if (IsHttps(settings))
        {
            services.AddSingleton<ServerCertificates>();
            services.AddHostedService<CertificateWatch>();
        }

        return services;
    }

    /// <summary>
    /// Has the https addresses offer the certificates, and ask for one of the client where the settings say so.
    /// </summary>
    public static void UseCertificates(this KestrelServerOptions kestrel, Settings settings)
    {
        var ports = PortsOf(settings);
        if (ports is [])
        {
            return;
        }

        var certificates = kestrel.ApplicationServices.GetRequiredService<ServerCertificates>();
        var asking = settings.ClientCertificates.Url is "" ? -1 : BindingAddress.Parse(settings.ClientCertificates.Url).Port;
        kestrel.ConfigureEndpointDefaults(endpoint =>
        {
            if (endpoint.EndPoint is IPEndPoint { Port: var port } && ports.Contains(port))
            {
                endpoint.UseHttps(Options(certificates, settings.ClientCertificates.Accept || port == asking));
            }
        });
    }

    private static int[] PortsOf(Settings settings) =>
    [
        .. AddressesOf(settings).Select(BindingAddress.Parse)
            .Where(address => address.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase))
            .Select(address => address.Port),
    ];

    private static TlsHandshakeCallbackOptions Options(ServerCertificates certificates, bool asksForCertificate) => new()
    {
        OnConnection = connection => ValueTask.FromResult(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificates.Find(connection.ClientHelloInfo.ServerName),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CipherSuitesPolicy = Ciphers,
            ClientCertificateRequired = asksForCertificate,
            // A session taken up again brings its certificate along, to the other addresses too, without new proof of its key.
            AllowTlsResume = !asksForCertificate,
            // Whether one is worth anything is asked where it is used; revocation is nobody's to ask on the way.
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = static (_, certificate, _, _) =>
                certificate is null || certificate.GetRawCertData().Length <= LargestCertificate,
        }),
    };
}
