using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HostedAuth.Core.Outbound;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HostedAuth.Server.Tests.Conformance.Dynamic;

/// <summary>A program, and the site of its clients, from which it fetches over https what they publish there.</summary>
public sealed class DynamicServer : HostedAuthServer
{
    private readonly ConcurrentDictionary<string, string> _documents = new();
    private readonly X509Certificate2 _certificate = SelfSigned();

    public DynamicServer() => Site = new LyingServer(_certificate)
    {
        Answers = call => _documents.TryGetValue(call.Line.Split(' ')[1], out var body) ? new Lie(body) : new Lie("", Status: 404),
    };

    internal LyingServer Site { get; }

    protected override IEnumerable<string> Arguments =>
        [$"--Outbound:AllowedHostsOfRegisteredClients:0=localhost:{Site.Address.Port}"];

    /// <summary>Puts a document on the clients' site, and gives its address; another one at the address goes.</summary>
    public string Publish(string body, string? address = null)
    {
        address ??= $"{Site.Address}{Guid.NewGuid():N}";
        _documents[new Uri(address).AbsolutePath] = body;
        return address;
    }

    protected override void AddServices(IServiceCollection services)
    {
        var trust = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        trust.CustomTrustStore.Add(_certificate);
        services.Replace(ServiceDescriptor.Singleton(
            provider => new OutboundHttp(provider.GetRequiredService<AddressGuard>(), trust)));
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
    }
}
