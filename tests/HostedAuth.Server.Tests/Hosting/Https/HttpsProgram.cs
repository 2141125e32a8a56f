using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HostedAuth.Core.UserPools;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TheProgram = HostedAuth.Server.Hosting.Hosting;

namespace HostedAuth.Server.Tests.Hosting.Https;

/// <summary>The program, listening on sockets of this machine, with a folder of its own.</summary>
internal sealed class HttpsProgram : IAsyncDisposable
{
    private WebApplication? _app;

    public string Folder { get; } = Directory.CreateTempSubdirectory("hostedauth-https-").FullName;

    public int Port { get; } = FreePort.Next();

    public int PlainPort { get; } = FreePort.Next();

    public int MutualPort { get; } = FreePort.Next();

    public string Url => $"https://localhost:{Port}";

    public string MutualUrl => $"https://localhost:{MutualPort}";

    public IServiceProvider Services => _app!.Services;

    public async Task StartAsync(params string[] arguments)
    {
        string[] given =
        [
            "--environment=Development", $"--Urls=http://localhost:{PlainPort}", $"--Https:Url={Url}", $"--DataFolder={Folder}",
            "--PasswordHash:Iterations=1000",
            .. arguments,
        ];
        var builder = TheProgram.CreateBuilder(given);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        await HostedAuth.Server.Hosting.Start.PrepareAsync(_app);
        TheProgram.UseHostedAuth(_app);
        await HostedAuth.Server.Hosting.Start.ListenAsync(_app);
    }

    public async Task StopAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }

    /// <summary>Makes a pool and gives its id.</summary>
    public async Task<string> CreatePoolAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var pool = await scope.ServiceProvider.GetRequiredService<HostedAuth.Core.UserPools.UserPools>().CreateAsync(
            new NewUserPool { Name = "https", Region = "us-east-1", Settings = new UserPoolSettings() }, CancellationToken.None);
        return pool.Id;
    }

    /// <summary>Whether the server takes a certificate from who connects.</summary>
    public static async Task<bool> AsksForCertificateAsync(int port)
    {
        var pem = SelfSigned("client");
        using var bare = X509Certificate2.CreateFromPem(pem, pem);
        using var certificate = X509CertificateLoader.LoadPkcs12(bare.Export(X509ContentType.Pkcs12), password: null);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(client.GetStream(), false, TakesAny);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", ClientCertificates = [certificate] });
        return tls.IsMutuallyAuthenticated;
    }

    /// <summary>The certificate that a client of the name gets, and whether the authority of the folder vouches for it.</summary>
    public async Task<(X509Certificate2 Certificate, bool IsTrusted)> ShakeHandsAsync(string name)
    {
        var authority = Path.Combine(Folder, "https-authority.crt");
        var isTrusted = false;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        await using var tls = new SslStream(client.GetStream(), false, (_, certificate, sent, errors) =>
        {
            isTrusted = File.Exists(authority)
                && !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
                && IsTrustedBy(X509CertificateLoader.LoadCertificateFromFile(authority), (X509Certificate2)certificate!);
            return TakesAny(null!, certificate, null, errors);
        });
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = name });
        return (new X509Certificate2((X509Certificate2)tls.RemoteCertificate!), isTrusted);
    }

    /// <summary>Calls over https; the name in the address need not be known to DNS.</summary>
    public static async Task<HttpResponseMessage> GetAsync(string url, string accept = "*/*")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await SendAsync(request);
    }

    /// <summary>Sends a request over https, with the client's certificate where the server asks for it.</summary>
    public static async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, X509Certificate2? certificate = null)
    {
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectCallback = async (connection, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, connection.DnsEndPoint.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        handler.SslOptions.RemoteCertificateValidationCallback = TakesAny;
        handler.SslOptions.ClientCertificates = certificate is null ? null : [certificate];
        using var client = new HttpClient(handler);
        return await client.SendAsync(request);
    }

    /// <summary>A certificate for the name that vouches for itself, with its key, as PEM.</summary>
    public static string SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await StopAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Whom a certificate is vouched for by, each test asks itself.</summary>
    private static bool TakesAny(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate is not null;

    private static bool IsTrustedBy(X509Certificate2 authority, X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
