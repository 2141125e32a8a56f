using System.Net;
using System.Net.Sockets;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc.Token;

namespace HostedAuth.Server.Tests.Oidc.Registration;

/// <summary>
/// What the deployment allows for its webhooks is out of reach for clients that registered themselves: anybody chooses their
/// addresses (RFC 9101, section 10.4; RFC 7591, section 5). What they sign out: BackChannelLogoutTests.
/// </summary>
public sealed class InsideAddressTests(InsideAddressTests.Server server) : IClassFixture<InsideAddressTests.Server>, IDisposable
{
    private readonly TcpListener _inside = Listen();

    private string Address => $"https://localhost:{((IPEndPoint)_inside.LocalEndpoint).Port}/";

    public void Dispose() => _inside.Dispose();

    [Fact]
    public async Task Their_keys_are_not_fetched_from_the_inside()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var client = await world.RegisteredAsync(new
        {
            redirect_uris = new[] { TestApp.Callback },
            token_endpoint_auth_method = "private_key_jwt",
            jwks_uri = $"{Address}jwks",
        });
        var id = client.Text("client_id");
        var assertion = new ClientKey().Sign(
            world.App.AssertionClaims(server.Clock.GetUtcNow(), ("iss", id), ("sub", id)));

        var answer = await world.App.TokenAsync(
            [("grant_type", "authorization_code"), ("code", "x"), ClientAssertionTests.Type, ("client_assertion", assertion)]);

        answer.ShouldRefuse(401, "invalid_client");
        _inside.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task Their_request_objects_are_not_fetched_from_the_inside()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var client = await world.RegisteredAsync(new
        {
            redirect_uris = new[] { TestApp.Callback },
            request_uris = new[] { $"{Address}request" },
            jwks = new ClientKey().Jwks,
        });

        var answer = await world.App.AuthorizeAsync(
            world.App.Query(("client_id", client.Text("client_id")), ("request_uri", $"{Address}request")));

        answer.Location.ShouldNotBeNull().ShouldContain("error=invalid_request_uri");
        _inside.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task Their_sector_is_not_looked_up_on_the_inside()
    {
        var world = await RegistrationWorld.CreateAsync(server);

        var answer = await world.RegisterAsync(new
        {
            redirect_uris = new[] { TestApp.Callback },
            subject_type = "pairwise",
            sector_identifier_uri = $"{Address}sector",
        });

        answer.ShouldRefuse(400, "invalid_client_metadata");
        _inside.Pending().ShouldBeFalse();
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    /// <summary>A program whose operator has a webhook on this machine.</summary>
    public sealed class Server : HostedAuthServer
    {
        protected override IEnumerable<string> Arguments => ["--Outbound:AllowedHosts:0=localhost"];
    }
}
