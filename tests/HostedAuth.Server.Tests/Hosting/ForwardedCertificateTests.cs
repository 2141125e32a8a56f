using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HostedAuth.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Server.Tests.Hosting;

/// <summary>Whose certificate counts where a proxy ends the connections of clients.</summary>
public sealed class ForwardedCertificateTests
{
    private const string Header = "Client-Cert";
    private static readonly IPAddress Proxy = IPAddress.Parse("192.0.2.1");

    [Fact]
    public async Task Of_a_proxy_that_hands_none_on_its_own_is_not_taken_for_the_clients()
    {
        using var own = Make("CN=proxy");

        (await ReadAsync(Proxy, own, header: null)).ShouldBeNull();
    }

    [Fact]
    public async Task Where_proxies_hand_none_on_their_own_are_nobodys()
    {
        using var own = Make("CN=proxy");
        using var client = Make("CN=client");

        var read = await ReadAsync(Proxy, own, $":{Convert.ToBase64String(client.RawData)}:", configured: "");

        read.ShouldBeNull();
    }

    [Fact]
    public async Task Of_a_proxy_the_one_that_it_hands_on_counts()
    {
        using var own = Make("CN=proxy");
        using var client = Make("CN=client");

        (await ReadAsync(Proxy, own, $":{Convert.ToBase64String(client.RawData)}:")).ShouldNotBeNull().Subject.ShouldBe("CN=client");
    }

    [Fact]
    public async Task Of_anybody_else_the_one_of_the_connection_counts_whatever_the_header_says()
    {
        using var own = Make("CN=own");
        using var other = Make("CN=other");

        var read = await ReadAsync(IPAddress.Parse("203.0.113.5"), own, $":{Convert.ToBase64String(other.RawData)}:");

        read.ShouldNotBeNull().Subject.ShouldBe("CN=own");
    }

    private static async Task<X509Certificate2?> ReadAsync(IPAddress caller, X509Certificate2 shown, string? header, string configured = Header)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = caller;
        context.Connection.ClientCertificate = shown;
        if (header is not null)
        {
            context.Request.Headers[Header] = header;
        }

        await ForwardedCertificate.Read(configured, [Proxy])(context, _ => Task.CompletedTask);
        return context.Connection.ClientCertificate;
    }

    private static X509Certificate2 Make(string subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest(subject, key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddYears(-1));
    }
}
