using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HostedAuth.Core.AppClients;

namespace HostedAuth.Oidc.Token.ClientAuthentication;

/// <summary>Compares whom a certificate names with whom a client registered (RFC 8705, section 2.1.2).</summary>
internal static class CertificateSubject
{
    private const string SubjectAlternativeName = "2.5.29.17";

    // The choices of GeneralName (RFC 5280, section 4.2.1.6).
    private static readonly Asn1Tag Email = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag Dns = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);
    private static readonly Asn1Tag IpAddress = new(TagClass.ContextSpecific, 7);

    /// <summary>Whether it names exactly what the client registered, which is one thing.</summary>
    public static bool IsNamed(X509Certificate2 certificate, OAuthClientMetadata client)
    {
        string?[] registered =
        [
            client.TlsClientAuthSubjectDn, client.TlsClientAuthSanDns, client.TlsClientAuthSanUri,
            client.TlsClientAuthSanIp, client.TlsClientAuthSanEmail,
        ];
        if (registered.Count(one => one is not null) != 1)
        {
            return false;
        }

        return client switch
        {
            { TlsClientAuthSubjectDn: { } subject } => IsSubject(certificate, subject),
            { TlsClientAuthSanDns: { } name } => Names(certificate, Dns).Any(one => one.Equals(name, StringComparison.OrdinalIgnoreCase)),
            { TlsClientAuthSanUri: { } uri } => Names(certificate, Uri).Contains(uri),
            { TlsClientAuthSanEmail: { } email } => Names(certificate, Email).Contains(email),
            _ => IPAddress.TryParse(client.TlsClientAuthSanIp, out var address)
                && Names(certificate, IpAddress).Contains(address.ToString()),
        };
    }

    /// <summary>Both written in one form: the kinds of their texts and the spaces between them count for nothing.</summary>
    private static bool IsSubject(X509Certificate2 certificate, string registered)
    {
        try
        {
            return certificate.SubjectName.RawData.Length > 2
                && new X500DistinguishedName(registered).Name == certificate.SubjectName.Name;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static List<string> Names(X509Certificate2 certificate, Asn1Tag kind)
    {
        var names = new List<string>();
        if (certificate.Extensions[SubjectAlternativeName] is not { } extension)
        {
            return names;
        }

        try
        {
            var reader = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (reader.HasData)
            {
                var tag = reader.PeekTag();
                if (!tag.HasSameClassAndValue(kind))
                {
                    reader.ReadEncodedValue();
                }
                else if (kind == IpAddress)
                {
                    names.Add(new IPAddress(reader.ReadOctetString(kind)).ToString());
                }
                else
                {
                    names.Add(reader.ReadCharacterString(UniversalTagNumber.IA5String, kind));
                }
            }
        }
        catch (Exception exception) when (exception is AsnContentException or ArgumentException)
        {
            names.Clear();
        }

        return names;
    }
}
