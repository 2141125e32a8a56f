using System.ComponentModel;

namespace HostedAuth.Core.Deployment;

/// <summary>Certificates by which clients of the OAuth endpoints prove themselves (RFC 8705).</summary>
public sealed record ClientCertificateSettings
{
    [Description("Whether the server asks for a client certificate at each of its https addresses. Browsers that have one then "
        + "ask people too: `ClientCertificates:Url` is an address for programs alone.")]
    public bool Accept { get; init; }

    [Description("An https address of its own, to listen on beside `Urls`, at which clients are asked for a certificate, and "
        + "browsers at the other addresses are not: `https://localhost:5444`.")]
    public string Url { get; init; } = "";

    [Description("Where clients reach that address, without a slash at the end; without it, `ClientCertificates:Url`. Discovery "
        + "names it in `mtls_endpoint_aliases`.")]
    public string PublicUrl { get; init; } = "";

    [Description("The header in which the proxies of `ForwardedHeaders:KnownProxies`, and nobody else, hand on the certificate of "
        + "the connection they ended: base64 of DER between colons (RFC 9440, `Client-Cert`), or PEM, percent-encoded as nginx does "
        + "(`$ssl_client_escaped_cert`). The proxies must take such a header from clients away.")]
    public string Header { get; init; } = "";

    [Description("A PEM file with the authorities, intermediate ones too, whose certificates `tls_client_auth` believes.")]
    public string AuthoritiesFile { get; init; } = "";
}
