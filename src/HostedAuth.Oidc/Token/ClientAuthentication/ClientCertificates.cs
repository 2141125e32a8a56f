using System.Security.Cryptography.X509Certificates;
using HostedAuth.Core.Deployment;

namespace HostedAuth.Oidc.Token.ClientAuthentication;

/// <summary>Whose word on clients' certificates the deployment takes (RFC 8705, section 2.1).</summary>
internal sealed class ClientCertificates
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2Collection _authorities = [];
    private readonly TimeProvider _time;

    public ClientCertificates(Settings settings, TimeProvider time)
    {
        _time = time;
        AreAccepted = settings.ClientCertificates is not { Accept: false, Url: "", Header: "" };
        if (AreAccepted && settings.ClientCertificates.AuthoritiesFile is { Length: > 0 } file)
        {
            _authorities.ImportFromPemFile(file);
        }
    }

    /// <summary>Whether certificates come through at all.</summary>
    public bool AreAccepted { get; }

    public bool HasAuthorities => _authorities.Count > 0;

    /// <summary>Whether one of the authorities issued it, for clients, and it is valid now. Nobody is asked whether it was revoked.</summary>
    public bool IsTrusted(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.ExtraStore.AddRange(_authorities);
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new(ClientAuthentication));
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.VerificationTime = _time.GetUtcNow().UtcDateTime;
        return HasAuthorities && chain.Build(certificate);
    }
}
