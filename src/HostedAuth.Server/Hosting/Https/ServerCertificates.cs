using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using HostedAuth.Core.Deployment;

namespace HostedAuth.Server.Hosting.Https;

/// <summary>
/// The certificates of the server: those of the settings, by the name that a client asks for (SNI), else its own for
/// localhost, or the developer's.
/// </summary>
internal sealed class ServerCertificates
{
    private const string Localhost = "localhost";
    private const string Own = "Own";
    private const int MostNames = 256;

    /// <summary>What marks the certificate of <c>dotnet dev-certs</c>.</summary>
    private const string DeveloperMark = "1.3.6.1.4.1.311.84.1.1";

    /// <summary>A certificate is made anew when so much of its life is left.</summary>
    private static readonly TimeSpan RenewedBefore = LocalAuthority.LeafLifetime / 3;

    private readonly TimeProvider _time;
    private readonly LocalAuthority? _authority;
    private readonly SslCertificate? _developer;
    private readonly ConcurrentDictionary<string, SslCertificate> _own = new(StringComparer.Ordinal);

    /// <exception cref="StartException">There is none, or one can't be read.</exception>
    public ServerCertificates(Settings settings, TimeProvider time, ILogger<ServerCertificates> logger)
    {
        _time = time;
        Files = [.. settings.Certificates.Select(pair => new CertificateFile(pair.Key, pair.Value, logger))];
        foreach (var file in Files)
        {
            file.Load();
        }

        _authority = settings.Https.Certificate is Own ? LocalAuthority.Open(settings.DataFolder, time.GetUtcNow()) : null;
        _developer = settings.Https.Certificate is "Developer" ? FindDeveloper() : null;
        if (Files is [] && _authority is null && _developer is null)
        {
            throw new StartException(
                "There is no certificate for https. Name one by Certificates:<name>:File, let a proxy in front of the server speak "
                + "it, or, on a developer's machine, set Https:Certificate to Own (or, after dotnet dev-certs https, to Developer).",
                ExitCode.Configuration);
        }
    }

    /// <summary>Those of the settings.</summary>
    public IReadOnlyList<CertificateFile> Files { get; }

    /// <summary>What a connection to the name uses; null where there is nothing for it, and the connection ends.</summary>
    /// <param name="name">As the client asked for it; null or empty where it asked for none.</param>
    public SslStreamCertificateContext? Find(string? name)
    {
        var asked = string.IsNullOrEmpty(name) ? Localhost : name.ToLowerInvariant();
        var found = Files.Select(file => file.Certificate).FirstOrDefault(certificate => certificate.IsFor(asked))
            ?? (_authority is not null && IsLocal(asked) ? FindOwn(_authority, asked) : _developer)
            // Who came by an address, or by a name that nobody vouches for, learns so from the certificate.
            ?? (Files is [var first, ..] ? first.Certificate : null)
            ?? (_authority is null ? null : FindOwn(_authority, Localhost));
        return found?.Context;
    }

    private static bool IsLocal(string name) =>
        name == Localhost
        || (name.EndsWith($".{Localhost}", StringComparison.Ordinal) && Uri.CheckHostName(name) == UriHostNameType.Dns);

    private SslCertificate FindOwn(LocalAuthority authority, string name)
    {
        var now = _time.GetUtcNow();
        if (_own.TryGetValue(name, out var known) && known.Leaf.NotAfter.ToUniversalTime() > now.UtcDateTime + RenewedBefore)
        {
            return known;
        }

        if (_own.Count >= MostNames)
        {
            // Anybody can ask for names without end.
            _own.Clear();
        }

        return _own[name] = authority.Issue(name, now);
    }

    private static SslCertificate? FindDeveloper()
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadOnly);
        var found = store.Certificates.Find(X509FindType.FindByExtension, DeveloperMark, validOnly: false)
            .Where(certificate => certificate.HasPrivateKey)
            .MaxBy(certificate => certificate.NotAfter);
        return found is null ? null : SslCertificate.Of(found, []);
    }
}
