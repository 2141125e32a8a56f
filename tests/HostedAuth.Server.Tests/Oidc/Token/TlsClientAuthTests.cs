using System.Net;
using System.Security.Cryptography.X509Certificates;
using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Token;

/// <summary>Clients whom an authority's certificate names (RFC 8705, section 2.1), as a proxy hands it on (RFC 9440).</summary>
public sealed class TlsClientAuthTests(TlsClientAuthTests.Server server, TlsClientAuthTests.StrangersServer strangers)
    : IClassFixture<TlsClientAuthTests.Server>, IClassFixture<TlsClientAuthTests.StrangersServer>
{
    private const string Subject = "CN=billing, O=Example, C=DE";

    private static readonly OAuthClientMetadata BySubject = Named(client => client with { TlsClientAuthSubjectDn = Subject });

    /// <summary>What is registered, the name that is right, and names that are nearly.</summary>
    private static readonly Dictionary<string, (OAuthClientMetadata Client, string Right, string[] Wrong)> Names = new()
    {
        ["dns"] = (Named(client => client with { TlsClientAuthSanDns = "billing.example" }), "Billing.example",
            ["billing.example.evil", "xbilling.example", "*.example"]),
        ["uri"] = (Named(client => client with { TlsClientAuthSanUri = "spiffe://example/billing" }), "spiffe://example/billing",
            ["spiffe://example/billing/x", "spiffe://example/Billing"]),
        ["ip"] = (Named(client => client with { TlsClientAuthSanIp = "2001:db8:0::7" }), "2001:db8::7", ["2001:db8::8", "10.0.0.7"]),
        ["email"] = (Named(client => client with { TlsClientAuthSanEmail = "billing@example.com" }), "billing@example.com",
            ["billing@example.com.evil", "Xbilling@example.com"]),
    };

    [Fact]
    public async Task The_subject_that_is_registered_proves_the_client_however_it_is_spaced()
    {
        var app = await MachineAsync(server, BySubject);

        (await TokenAsync(app, server.Authority.Issue(Subject))).Status.ShouldBe(200);
        (await TokenAsync(app, server.Authority.Issue("CN=billing,O=Example,C=DE"))).Status.ShouldBe(200);
        (await TokenAsync(app, server.Below.Issue(Subject))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("CN=billing")]
    [InlineData("CN=Billing, O=Example, C=DE")]
    [InlineData("C=DE, O=Example, CN=billing")]
    [InlineData("CN=billing, O=Example, C=DE, OU=evil")]
    [InlineData("CN=\"billing, O=Example, C=DE\"")]
    [InlineData("")]
    public async Task Another_subject_of_the_same_authority_does_not(string subject)
    {
        var app = await MachineAsync(server, BySubject);

        (await TokenAsync(app, server.Authority.Issue(subject))).ShouldRefuse(401, "invalid_client");
    }

    [Theory]
    [InlineData("dns")]
    [InlineData("uri")]
    [InlineData("ip")]
    [InlineData("email")]
    public async Task A_further_name_proves_the_client_where_it_is_of_the_kind_that_is_registered(string kind)
    {
        var (client, right, wrong) = Names[kind];
        var app = await MachineAsync(server, client);

        (await TokenAsync(app, server.Authority.Issue("CN=any", names => Add(names, kind, right)))).Status.ShouldBe(200);

        foreach (var name in wrong)
        {
            (await TokenAsync(app, server.Authority.Issue($"CN={right}", names => Add(names, kind, name))))
                .ShouldRefuse(401, "invalid_client");
        }

        foreach (var other in Names.Keys.Where(other => other != kind))
        {
            var (_, name, _) = Names[other];
            (await TokenAsync(app, server.Authority.Issue($"CN={right}", names => Add(names, other, name))))
                .ShouldRefuse(401, "invalid_client");
        }

        (await TokenAsync(app, server.Authority.Issue($"CN={right}"))).ShouldRefuse(401, "invalid_client");
    }

    [Fact]
    public async Task Who_did_not_get_it_of_the_authority_for_this_and_for_now_is_refused()
    {
        using var namesake = new TestAuthority();
        using var other = new TestAuthority("Another");
        var app = await MachineAsync(server, BySubject);
        byte[]?[] wrong =
        [
            null, [], [1, 2, 3], namesake.Issue(Subject), other.Issue(Subject), server.Authority.Issue(Subject, days: 30),
            server.Authority.Issue(Subject, usage: "1.3.6.1.5.5.7.3.1"),
        ];

        foreach (var certificate in wrong)
        {
            (await TokenAsync(app, certificate)).ShouldRefuse(401, "invalid_client");
        }
    }

    [Theory]
    [InlineData("/oauth2/introspect", 200)]
    [InlineData("/oauth2/revoke", 200)]
    [InlineData("/oauth2/par", 400)]
    public async Task It_holds_wherever_clients_authenticate(string path, int known)
    {
        var app = await MachineAsync(server, BySubject);

        (await SendAsync(app, path, server.Authority.Issue(Subject))).Status.ShouldBe(known);
        (await SendAsync(app, path, server.Authority.Issue("CN=other"))).ShouldRefuse(401, "invalid_client");
        (await SendAsync(app, path, null)).ShouldRefuse(401, "invalid_client");
    }

    [Fact]
    public async Task A_secret_does_not_stand_in_for_the_certificate()
    {
        var app = await MachineAsync(server, BySubject);

        (await app.TokenAsync([("grant_type", "client_credentials")], app.Basic())).ShouldRefuse(401, "invalid_client");
    }

    [Fact]
    public async Task The_header_of_somebody_who_is_not_the_named_proxy_is_ignored()
    {
        var app = await MachineAsync(strangers, BySubject);
        var certificate = strangers.Authority.Issue(Subject);

        (await TokenAsync(app, certificate)).ShouldRefuse(401, "invalid_client");
        (await TokenAsync(app, certificate, ("X-Forwarded-For", "10.9.9.9"))).ShouldRefuse(401, "invalid_client");
        (await TokenAsync(app, certificate, ("Forwarded", "for=10.9.9.9;by=10.9.9.9"))).ShouldRefuse(401, "invalid_client");
    }

    private static OAuthClientMetadata Named(Func<OAuthClientMetadata, OAuthClientMetadata> name) =>
        name(new() { TokenEndpointAuthMethod = "tls_client_auth" });

    private static void Add(SubjectAlternativeNameBuilder names, string kind, string value)
    {
        switch (kind)
        {
            case "dns":
                names.AddDnsName(value);
                break;
            case "uri":
                names.AddUri(new Uri(value));
                break;
            case "ip":
                names.AddIpAddress(IPAddress.Parse(value));
                break;
            default:
                names.AddEmailAddress(value);
                break;
        }
    }

    private static async Task<TestApp> MachineAsync(HostedAuthServer server, OAuthClientMetadata metadata)
    {
        var app = await ClientCredentialsTests.MachineAsync(server);
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, metadata);
        return app;
    }

    private static Task<Answer> TokenAsync(TestApp app, byte[]? certificate, params (string Name, string Value)[] headers) =>
        SendAsync(app, "/oauth2/token", certificate, headers);

    private static Task<Answer> SendAsync(
        TestApp app,
        string path,
        byte[]? certificate,
        params (string Name, string Value)[] headers) => app.SendAsync(HttpMethod.Post, path, request =>
        {
            request.Content = new FormUrlEncodedContent(
                [new("grant_type", "client_credentials"), new("token", "x"), new("client_id", app.Client.Id)]);
            if (certificate is not null)
            {
                request.Headers.TryAddWithoutValidation("Client-Cert", $":{Convert.ToBase64String(certificate)}:");
            }

            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        });

    /// <summary>The program behind a proxy on this machine, with an authority and one below it.</summary>
    public class Server : HostedAuthServer, IDisposable
    {
        private readonly string _file = Path.GetTempFileName();

        internal TestAuthority Authority { get; } = new();

        internal TestAuthority Below => field ??= new("Below", Authority);

        protected virtual string Proxy => "127.0.0.1";

        protected override IEnumerable<string> Arguments
        {
            get
            {
                File.WriteAllText(_file, $"{Authority.Pem}\n{Below.Pem}\n");
                return
                [
                    $"--ClientCertificates:AuthoritiesFile={_file}", "--ClientCertificates:Header=Client-Cert",
                    $"--ForwardedHeaders:KnownProxies:0={Proxy}",
                ];
            }
        }

        public void Dispose()
        {
            Below.Dispose();
            Authority.Dispose();
            File.Delete(_file);
            GC.SuppressFinalize(this);
        }
    }

    /// <summary>The same, whose proxy is elsewhere: callers of this machine are strangers.</summary>
    public sealed class StrangersServer : Server
    {
        protected override string Proxy => "10.9.9.9";
    }
}
