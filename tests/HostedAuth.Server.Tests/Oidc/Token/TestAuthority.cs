using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HostedAuth.Server.Tests.Oidc.Token;

/// <summary>An authority that gives certificates to clients.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly X509Certificate2 _certificate;

    /// <param name="name">Its common name; two may have the same.</param>
    /// <param name="above">Who vouches for it; nobody for a root.</param>
    public TestAuthority(string name = "Test authority", TestAuthority? above = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        if (above is null)
        {
            _certificate = request.CreateSelfSigned(From, From.AddYears(20));
            return;
        }

        using var signed = request.Create(above._certificate, From, From.AddYears(15), RandomNumberGenerator.GetBytes(8));
        _certificate = signed.CopyWithPrivateKey(key);
    }

    public string Pem => _certificate.ExportCertificatePem();

    /// <summary>A certificate with a subject and names, as DER.</summary>
    /// <param name="subject">The subject; empty for none.</param>
    /// <param name="names">Further names.</param>
    /// <param name="days">How many days after the year's first it is good for.</param>
    /// <param name="usage">What it is for: a client's proof.</param>
    public byte[] Issue(
        string subject = "",
        Action<SubjectAlternativeNameBuilder>? names = null,
        int days = 3650,
        string usage = "1.3.6.1.5.5.7.3.2")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(new X500DistinguishedName(subject), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(usage)], critical: false));
        if (names is not null)
        {
            var builder = new SubjectAlternativeNameBuilder();
            names(builder);
            request.CertificateExtensions.Add(builder.Build());
        }

        using var made = request.Create(_certificate, From, From.AddDays(days), RandomNumberGenerator.GetBytes(8));
        return made.RawData;
    }

    public void Dispose() => _certificate.Dispose();
}
