using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Delivery.Smtp;
using HostedAuth.Core.Deployment;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Delivery;

/// <summary>A mail server, and a sender that speaks to it.</summary>
internal sealed class SmtpWorld : IDisposable
{
    public static readonly MessageRoute Route = new() { Provider = Providers.Smtp };

    public static readonly Message Mail = new()
    {
        Channel = Channels.Email,
        To = "ada@example.com",
        From = "Grüße <hello@example.org>",
        ReplyTo = "help@example.org",
        Subject = "Ihr Code für Käse",
        Text = ".Your code = 123456.\nBye",
        Html = "<p>Your code is <b>123456</b>.</p>",
    };

    private readonly int _port = FreePort.Next();
    private SmtpPool? _pool;

    public SmtpWorld() => Server = new SmtpStub(_port) { Certificate = MakeCertificate() };

    public TestClock Clock { get; } = new();

    public SmtpStub Server { get; }

    public static SmtpSettings Plain() => new() { Host = "localhost", StartTls = false };

    public static bool Trusts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate?.Subject is "CN=stub";

    public SmtpSender Open(SmtpSettings smtp, RemoteCertificateValidationCallback? certificates = null)
    {
        var settings = new Settings { PublicUrl = "https://login.example.com", Smtp = smtp with { Host = "127.0.0.1", Port = _port } };
        _pool = new SmtpPool(settings, Clock, certificates);
        return new SmtpSender(_pool, settings, Clock);
    }

    public Task<DeliveryException> RefuseAsync(SmtpSettings smtp) =>
        Should.ThrowAsync<DeliveryException>(() => Open(smtp).SendAsync("id", Mail, Route, CancellationToken.None));

    public void Dispose()
    {
        _pool?.Dispose();
        Server.Dispose();
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=stub", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
