using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HostedAuth.Core.Outbound;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Oidc.Token;

/// <summary>Keys that a client publishes (RFC 7517, section 5), and certificates that a proxy hands on (RFC 8705, section 2.2).</summary>
public sealed class ClientKeysOutsideTests(ClientKeysOutsideTests.Server server) : IClassFixture<ClientKeysOutsideTests.Server>
{
    private static readonly (string, string?)[] Grant = [("grant_type", "client_credentials")];

    [Fact]
    public async Task Published_keys_are_fetched_once_and_at_once_anew_for_an_unknown_one()
    {
        using var publisher = new LyingServer();
        var (first, second) = (new ClientKey(), new ClientKey());
        publisher.Answers = _ => new Lie(first.Jwks.GetRawText());
        var app = await PublishedAsync(publisher);

        (await SendAsync(app, first)).Status.ShouldBe(200);
        (await SendAsync(app, first)).Status.ShouldBe(200);
        publisher.Calls.Count.ShouldBe(1);
        publisher.Answers = _ => new Lie(ClientKey.SetOf(first, second).GetRawText());
        (await SendAsync(app, second)).Status.ShouldBe(200);

        (await SendAsync(app, first)).Status.ShouldBe(200);
        publisher.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_flood_of_unknown_keys_fetches_every_ten_seconds_at_most()
    {
        using var publisher = new LyingServer();
        var (known, changed) = (new ClientKey(), new ClientKey());
        publisher.Answers = _ => new Lie(known.Jwks.GetRawText());
        var app = await PublishedAsync(publisher);
        (await SendAsync(app, known)).Status.ShouldBe(200);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SendAsync(app, new ClientKey())));
        server.Clock.Advance(TimeSpan.FromSeconds(9));
        publisher.Answers = _ => new Lie(changed.Jwks.GetRawText());
        var early = await SendAsync(app, changed);
        publisher.Calls.Count.ShouldBe(2);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var late = await SendAsync(app, changed);

        answers.ShouldAllBe(answer => answer.Error == "invalid_client");
        early.ShouldRefuse(401, "invalid_client");
        late.Status.ShouldBe(200);
        publisher.Calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_publisher_that_is_down_is_left_alone_for_a_minute()
    {
        using var publisher = new LyingServer();
        var key = new ClientKey();
        publisher.Answers = _ => new Lie("", 503);
        var app = await PublishedAsync(publisher);

        (await SendAsync(app, key)).ShouldRefuse(401, "invalid_client");
        server.Clock.Advance(TimeSpan.FromSeconds(59));
        (await SendAsync(app, key)).ShouldRefuse(401, "invalid_client");
        publisher.Calls.Count.ShouldBe(1);
        publisher.Answers = _ => new Lie(key.Jwks.GetRawText());
        server.Clock.Advance(TimeSpan.FromSeconds(1));

        (await SendAsync(app, key)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Keys_of_unknown_clients_push_out_no_operators()
    {
        using var publisher = new LyingServer();
        var key = new ClientKey();
        publisher.Answers = _ => new Lie(key.Jwks.GetRawText());
        var app = await PublishedAsync(publisher);
        (await SendAsync(app, key)).Status.ShouldBe(200);

        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var published = server.Services.GetRequiredService<Core.Authorization.PublishedKeys>();
        await Task.WhenAll(Enumerable.Range(0, 1100).Select(number => published.FindAsync(
            $"https://127.0.0.1/{number}", ChosenBy.Anyone, isKeyMissing: false, CancellationToken.None)));
        publisher.Answers = _ => new Lie("", 503);
        server.Clock.Advance(TimeSpan.FromMinutes(11));

        (await SendAsync(app, key)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no json")]
    public async Task Keys_that_can_not_be_had_make_an_unknown_client_and_no_outage(string body)
    {
        using var publisher = new LyingServer();
        publisher.Answers = _ => new Lie(body);
        var app = await PublishedAsync(publisher);

        (await SendAsync(app, new ClientKey())).ShouldRefuse(401, "invalid_client");
    }

    /// <summary>RFC 9700; RFC 7591, section 5: an address that a client gives is fetched by the guarded way alone.</summary>
    [Theory]
    [InlineData("https://127.0.0.1:{0}/jwks")]
    [InlineData("https://[::ffff:127.0.0.1]:{0}/jwks")]
    [InlineData("http://127.0.0.1:{0}/jwks")]
    public async Task Keys_on_the_inside_are_not_asked_for(string form)
    {
        using var inside = new TcpListener(IPAddress.Any, 0);
        inside.Start();
        var app = await ClientCredentialsTests.MachineAsync(server);
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new()
        {
            TokenEndpointAuthMethod = "private_key_jwt",
            JwksUri = string.Format(null, form, ((IPEndPoint)inside.LocalEndpoint).Port),
        });

        (await SendAsync(app, new ClientKey())).ShouldRefuse(401, "invalid_client");
        inside.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_certificate_among_the_clients_keys_proves_it_and_another_does_not()
    {
        var app = await ClientCredentialsTests.MachineAsync(server);
        using var key = RSA.Create(2048);
        using var stranger = RSA.Create(2048);
        var (mine, theirs) = (CertificateOf(key), CertificateOf(stranger));
        var numbers = key.ExportParameters(includePrivateParameters: false);
        var jwk = new
        {
            kty = "RSA",
            n = System.Buffers.Text.Base64Url.EncodeToString(numbers.Modulus),
            e = System.Buffers.Text.Base64Url.EncodeToString(numbers.Exponent),
            x5c = new[] { mine },
        };
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new()
        {
            TokenEndpointAuthMethod = "self_signed_tls_client_auth",
            Jwks = System.Text.Json.JsonSerializer.SerializeToElement(new { keys = new[] { jwk } }),
        });

        (await ConnectAsync(app, mine)).Status.ShouldBe(200);
        (await ConnectAsync(app, theirs)).ShouldRefuse(401, "invalid_client");
        (await ConnectAsync(app, null)).ShouldRefuse(401, "invalid_client");
        (await ConnectAsync(app, "bm90IG9uZQ==")).ShouldRefuse(401, "invalid_client");
    }

    private static string CertificateOf(RSA key)
    {
        var request = new CertificateRequest("CN=client", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return Convert.ToBase64String(made.RawData);
    }

    private static Task<Answer> ConnectAsync(TestApp app, string? certificate) =>
        app.SendAsync(HttpMethod.Post, "/oauth2/token", request =>
        {
            request.Content = new FormUrlEncodedContent(
                [new("grant_type", "client_credentials"), new("client_id", app.Client.Id)]);
            if (certificate is not null)
            {
                request.Headers.TryAddWithoutValidation("Client-Cert", $":{certificate}:");
            }
        });

    private Task<Answer> SendAsync(TestApp app, ClientKey key) => app.TokenAsync(
    [
        .. Grant, ClientAssertionTests.Type,
        ("client_assertion", key.Sign(app.AssertionClaims(server.Clock.GetUtcNow()))),
    ]);

    private async Task<TestApp> PublishedAsync(LyingServer publisher)
    {
        var app = await ClientCredentialsTests.MachineAsync(server);
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new()
        {
            TokenEndpointAuthMethod = "private_key_jwt",
            JwksUri = $"{publisher.Address}jwks",
        });
        return app;
    }

    /// <summary>The program behind a proxy that hands certificates on.</summary>
    public sealed class Server : HostedAuthServer
    {
        protected override IEnumerable<string> Arguments =>
        [
            "--Outbound:AllowedHosts:0=localhost",
            "--ForwardedHeaders:KnownProxies:0=127.0.0.1",
            "--ClientCertificates:Header=Client-Cert",
        ];
    }
}
