using System.ComponentModel;

namespace HostedAuth.Core.Deployment;

/// <summary>Certificates by which clients of the OAuth endpoints prove themselves (RFC 8705).</summary>
public sealed record ClientCertificateSettings
{
    [Description("Whether the server asks for a client certificate when it listens on https itself. Browsers that have one then "
        + "ask people too, so let programs use an address of their own.")]
    public bool Accept { get; init; }

    [Description("The header in which the proxies of `ForwardedHeaders:KnownProxies`, and nobody else, hand on the certificate of "
        + "the connection they ended: base64 of DER between colons (RFC 9440, `Client-Cert`), or PEM, percent-encoded as nginx does "
        + "(`$ssl_client_escaped_cert`). The proxies must take such a header from clients away.")]
    public string Header { get; init; } = "";

    [Description("A PEM file with the authorities, intermediate ones too, whose certificates `tls_client_auth` believes.")]
    public string AuthoritiesFile { get; init; } = "";
}
