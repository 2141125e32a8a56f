using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;

namespace HostedAuth.Server.Tests.Hosting.Https;

/// <summary>Versions and ciphers of TLS (BCP 195, RFC 9325; FAPI 2.0 Security Profile, section 5.2).</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private const ushort Tls10 = 0x0301;
    private const ushort Tls11 = 0x0302;
    private const ushort Tls12 = 0x0303;

    /// <summary>ECDHE with ECDSA, AES-GCM: of the four of RFC 9325, section 4.2, those for a certificate of the own authority.</summary>
    private static readonly ushort[] Recommended = [0xC02B, 0xC02C];

    /// <summary>ECDHE without GCM, DHE, RSA key exchange, CCM, ChaCha20.</summary>
    private static readonly ushort[] Others =
    [
        0xC023, 0xC024, 0xC009, 0xC00A, 0xC0AC, 0xC0AE, 0xCCA9, 0xC027, 0xC028, 0xC013, 0xC014, 0xCCA8,
        0x009E, 0x009F, 0x0033, 0x0039, 0x009C, 0x009D, 0x003C, 0x002F, 0x0035, 0x000A,
    ];

    private readonly HttpsProgram _program = new();

    public Task InitializeAsync() => _program.StartAsync();

    public async Task DisposeAsync() => await _program.DisposeAsync();

    [Fact]
    public async Task Who_knows_TLS_1_3_speaks_it()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _program.Port);
        await using var tls = new SslStream(client.GetStream(), false, (_, certificate, _, _) => certificate is not null);

        await tls.AuthenticateAsClientAsync("localhost");

        tls.SslProtocol.ShouldBe(SslProtocols.Tls13);
    }

    [Fact]
    public async Task TLS_1_2_speaks_the_recommended_ciphers()
    {
        foreach (var cipher in Recommended)
        {
            (await HelloAsync(Tls12, cipher)).ShouldBe((Tls12, cipher));
        }
    }

    [Fact]
    public async Task TLS_1_2_speaks_no_other_cipher()
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // elsewhere the system says which there are
        }

        foreach (var cipher in Others)
        {
            (await HelloAsync(Tls12, cipher)).ShouldBeNull($"{cipher:X4}");
        }
    }

    [Theory]
    [InlineData(Tls10)]
    [InlineData(Tls11)]
    public async Task Older_versions_are_refused(ushort version) =>
        (await HelloAsync(version, [.. Recommended, .. Others])).ShouldBeNull();

    [Fact]
    public async Task Discovery_names_https_addresses_and_no_others()
    {
        var poolId = await _program.CreatePoolAsync();

        using var answer = await HttpsProgram.GetAsync($"{_program.Url}/{poolId}/.well-known/openid-configuration");

        var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        document.GetProperty("issuer").GetString().ShouldBe($"{_program.Url}/{poolId}");
        var addresses = document.EnumerateObject().Where(one => one.Name == "jwks_uri" || one.Name.EndsWith("_endpoint", StringComparison.Ordinal)).ToList();
        addresses.Count.ShouldBeGreaterThan(8);
        addresses.ShouldAllBe(one => one.Value.GetString()!.StartsWith("https://", StringComparison.Ordinal));
    }

    /// <summary>Says hello as a client of the version with these ciphers would; what the server chose, or null where it goes away.</summary>
    private async Task<(ushort Version, ushort Cipher)?> HelloAsync(ushort version, params ushort[] ciphers)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _program.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(ClientHello(version, ciphers));
        var answer = new byte[5 + 4 + 2 + 32 + 1 + 32 + 2];
        var count = await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false);

        // A record of a handshake, with a ServerHello (RFC 5246, section 7.4.1.3); else an alert, or nothing.
        if (count < 5 + 4 + 2 + 32 + 1 || answer[0] != 22 || answer[5] != 2)
        {
            return null;
        }

        var cipher = 5 + 4 + 2 + 32 + 1 + answer[43];
        return (Number(answer, 9), Number(answer, cipher));
    }

    private static ushort Number(byte[] bytes, int at) => (ushort)((bytes[at] << 8) | bytes[at + 1]);

    /// <summary>RFC 5246, section 7.4.1.2.</summary>
    private static byte[] ClientHello(ushort version, ushort[] ciphers)
    {
        byte[] extensions =
        [
            .. Extension(10, Vector(Bytes(0x0017, 0x0018, 0x001D))), // groups
            .. Extension(11, [1, 0]), // points, uncompressed
            .. Extension(13, Vector(Bytes(0x0403, 0x0503, 0x0804, 0x0805, 0x0401, 0x0501))), // signatures
        ];
        byte[] body = [.. Bytes(version), .. new byte[32], 0, .. Vector(Bytes(ciphers)), 1, 0, .. Vector(extensions)];
        byte[] hello = [1, 0, .. Vector(body)];
        return [22, .. Bytes(Tls10), .. Vector(hello)];
    }

    private static byte[] Extension(ushort type, byte[] content) => [.. Bytes(type), .. Vector(content)];

    private static byte[] Vector(byte[] content) => [.. Bytes((ushort)content.Length), .. content];

    private static byte[] Bytes(params ushort[] numbers) => [.. numbers.SelectMany(number => new[] { (byte)(number >> 8), (byte)number })];
}
