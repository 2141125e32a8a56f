using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace HostedAuth.Server.Hosting.Https;

/// <summary>A certificate as connections use it: with its key and those that lead to its authority.</summary>
/// <param name="Leaf">The certificate itself.</param>
/// <param name="Context">What a connection takes.</param>
internal sealed record SslCertificate(X509Certificate2 Leaf, SslStreamCertificateContext Context)
{
    /// <param name="certificate">With its key.</param>
    /// <param name="chain">Those that lead to its authority.</param>
    public static SslCertificate Of(X509Certificate2 certificate, X509Certificate2Collection chain)
    {
        // Windows takes no key that was never in a store or a PKCS #12.
        var leaf = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        return new(leaf, SslStreamCertificateContext.Create(leaf, chain, offline: true));
    }

    /// <summary>Whether it is for the name: to the letter, or by a star for the first label (RFC 6125, section 6.4).</summary>
    public bool IsFor(string name) => Leaf.MatchesHostname(name, allowWildcards: true, allowCommonName: false);
}
