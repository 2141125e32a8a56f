using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HostedAuth.Core.Storage;

namespace HostedAuth.Server.Hosting.Https;

/// <summary>
/// An authority of this installation's own, for localhost and what is below it: a developer trusts it once, and certificates
/// come and go under it. Its certificate limits it to those names (RFC 5280, section 4.2.1.10), so that its key, should it get
/// away, vouches for nothing else.
/// </summary>
internal sealed class LocalAuthority
{
    /// <summary>What a developer trusts; it holds no secret.</summary>
    public const string CertificateName = "https-authority.crt";

    /// <summary>Certificate and key, for their owner alone.</summary>
    public const string KeyName = "https-authority.pem";

    private const string Host = "localhost";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);
    private static readonly TimeSpan RenewedBefore = TimeSpan.FromDays(90);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromDays(1);

    private readonly X509Certificate2 _certificate;

    private LocalAuthority(X509Certificate2 certificate) => _certificate = certificate;

    /// <summary>For so long each certificate is good; clients take no longer ones.</summary>
    public static TimeSpan LeafLifetime { get; } = TimeSpan.FromDays(90);

    /// <summary>The one in the folder; made where there is none, or its end is near.</summary>
    public static LocalAuthority Open(string folder, DateTimeOffset now)
    {
        var path = Path.Combine(folder, KeyName);
        if (File.Exists(path))
        {
            var found = X509Certificate2.CreateFromPemFile(path);
            if (found.NotAfter.ToUniversalTime() > now.UtcDateTime + RenewedBefore)
            {
                return new(found);
            }

            found.Dispose();
            File.Delete(path);
        }

        DataFolder.Create(folder);
        var made = Make(now);
        using var key = made.GetECDsaPrivateKey()!;
        WriteForOwner(path, $"{made.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        File.WriteAllText(Path.Combine(folder, CertificateName), $"{made.ExportCertificatePem()}\n");
        return new(made);
    }

    /// <summary>A certificate for localhost, this machine's addresses, and the name.</summary>
    public SslCertificate Issue(string name, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(NamesOf(name));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, true, false));
        using var bare = request.Create(_certificate, now - ClockSkew, now + LeafLifetime, RandomNumberGenerator.GetBytes(16));
        using var withKey = bare.CopyWithPrivateKey(key);
        return SslCertificate.Of(withKey, [X509CertificateLoader.LoadCertificate(_certificate.RawData)]);
    }

    private static X509Extension NamesOf(string name)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Host);
        // Browsers take no star right below a top-level name, hence each name as it is asked for.
        names.AddDnsName(name == Host ? $"*.{Host}" : name);
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        return names.Build();
    }

    private static X509Certificate2 Make(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=HostedAuth on this machine", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(Constraints());
        return request.CreateSelfSigned(now - ClockSkew, now + Lifetime);
    }

    /// <summary>permittedSubtrees: localhost with what is below it, and the loopback addresses.</summary>
    private static X509Extension Constraints()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        {
            using (writer.PushSequence())
            {
                writer.WriteCharacterString(UniversalTagNumber.IA5String, Host, new Asn1Tag(TagClass.ContextSpecific, 2));
            }

            byte[][] subnets =
            [
                [127, 0, 0, 0, 255, 0, 0, 0],
                [.. IPAddress.IPv6Loopback.GetAddressBytes(), .. Enumerable.Repeat((byte)255, 16)],
            ];
            foreach (var subnet in subnets)
            {
                using (writer.PushSequence())
                {
                    writer.WriteOctetString(subnet, new Asn1Tag(TagClass.ContextSpecific, 7));
                }
            }
        }

        return new X509Extension("2.5.29.30", writer.Encode(), critical: true);
    }

    private static void WriteForOwner(string path, string content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.Write(content);
    }
}
