using System.Net;
using System.Net.Sockets;
using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;
using Microsoft.AspNetCore.WebUtilities;

namespace HostedAuth.Server.Tests.Oidc.PushedRequests;

/// <summary>Request objects at an address of the client's (RFC 9101, sections 5.2 and 10.4; OIDC Core, section 6.2).</summary>
public sealed class RequestReferenceTests(RequestReferenceTests.Server server)
    : IClassFixture<RequestReferenceTests.Server>, IDisposable
{
    private static readonly ClientKey Key = new();

    private readonly LyingServer _publisher = new();

    private string Address => $"{_publisher.Address}request.jwt";

    [Fact]
    public async Task It_is_fetched_once_for_all_of_a_sign_in_and_answered_by_what_stands_in_it()
    {
        var app = await AppAsync(Address);
        _publisher.Answers = _ => new Lie(Signed(app) + "\n");

        var page = (await app.AuthorizeAsync(Query(app, Address) + "&state=outside")).Location!;
        var query = page[page.IndexOf('?', StringComparison.Ordinal)..];
        var cookie = await app.SignInAsync(flow: QueryHelpers.ParseQuery(query)["flow"]);
        (await app.GetAsync($"/login{query}")).Status.ShouldBe(200);
        var answer = await app.AuthorizeAsync(query, cookie);

        answer.Location.ShouldNotBeNull().ShouldStartWith(TestApp.Callback);
        answer.Parameter("state").ShouldBe("the state");
        (await app.ExchangeAsync(answer.Parameter("code")!)).Status.ShouldBe(200);
        _publisher.Calls.ShouldHaveSingleItem().Line.ShouldBe("GET /request.jwt HTTP/1.1");
    }

    [Fact]
    public async Task The_call_carries_nothing_of_the_browsers_that_asked()
    {
        var app = await AppAsync(Address);
        _publisher.Answers = _ => new Lie(Signed(app));

        await app.AuthorizeAsync(Query(app, Address), await app.SignInAsync());

        var headers = _publisher.Calls.ShouldHaveSingleItem().Headers.Keys;
        headers.ShouldNotContain("Cookie");
        headers.ShouldNotContain("Authorization");
    }

    [Fact]
    public async Task What_is_no_request_of_this_client_is_refused()
    {
        var app = await AppAsync(Address);
        var other = await app.AndAnotherAsync();
        string[] contents =
        [
            "", "{}", "<html>", "not a token", Signed(other), new ClientKey(keyId: Key.KeyId).Sign(Claims(app)),
            ClientKey.Write(Claims(app), [("alg", "none")], _ => []), Signed(app, ("exp", 1)), Signed(app, ("aud", "https://other.example")),
        ];

        foreach (var content in contents)
        {
            _publisher.Answers = _ => new Lie(content);
            (await app.AuthorizeAsync(Query(app, Address))).ShouldStayHere("invalid_request_object");
        }
    }

    [Fact]
    public async Task An_answer_that_fails_leads_elsewhere_or_is_too_long_is_none()
    {
        using var elsewhere = new LyingServer();
        var app = await AppAsync(Address);
        elsewhere.Answers = _ => new Lie(Signed(app));
        Lie[] lies =
        [
            new(Signed(app), Status: 404), new(Signed(app), Status: 500),
            new("", Status: 302, Location: elsewhere.Address.ToString()), new("", Status: 307, Location: elsewhere.Address.ToString()),
            new(Signed(app) + new string(' ', 16_384)), new(Signed(app) + new string(' ', 16_384), SaysLength: false),
        ];

        foreach (var lie in lies)
        {
            _publisher.Answers = _ => lie;
            (await app.AuthorizeAsync(Query(app, Address))).ShouldStayHere("invalid_request_uri");
        }

        elsewhere.Calls.ShouldBeEmpty();
    }

    /// <summary>The limit of five seconds is the network's, not the clock's that tests move.</summary>
    [Fact]
    public async Task An_answer_that_does_not_come_is_not_waited_for()
    {
        var app = await AppAsync(Address);
        _publisher.Answers = _ => new Lie(Signed(app), Delay: TimeSpan.FromMinutes(5));

        (await app.AuthorizeAsync(Query(app, Address)).WaitAsync(TimeSpan.FromMinutes(1))).ShouldStayHere("invalid_request_uri");
    }

    [Fact]
    public async Task Nothing_goes_out_to_an_address_that_is_not_registered_to_the_letter()
    {
        var app = await AppAsync(Address);
        _publisher.Answers = _ => new Lie(Signed(app));
        string[] addresses =
        [
            $"{_publisher.Address}other", $"{Address}?x=1", $"{Address}/", Address.Replace("localhost", "LOCALHOST", StringComparison.Ordinal),
            Address.Replace("/request", "/./request", StringComparison.Ordinal), $"{Address}#x", $" {Address}", "request.jwt", "",
        ];

        foreach (var address in addresses)
        {
            (await app.AuthorizeAsync(Query(app, address))).Location.ShouldNotBeNull().ShouldContain("error?error=");
        }

        var pushed = await app.PostAsync("/oauth2/par", [("client_id", app.Client.Id), ("request_uri", Address)]);
        pushed.ShouldRefuse(400, "invalid_request");
        _publisher.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://127.0.0.1:{0}/r")]
    [InlineData("https://2130706433:{0}/r")]
    [InlineData("https://0x7f.1:{0}/r")]
    [InlineData("https://[::ffff:127.0.0.1]:{0}/r")]
    [InlineData("https://0.0.0.0:{0}/r")]
    [InlineData("http://127.0.0.1:{0}/r")]
    [InlineData("https://10.0.0.1:{0}/r")]
    [InlineData("https://169.254.169.254:{0}/latest/meta-data")]
    [InlineData("file:///etc/passwd")]
    public async Task Nothing_goes_to_the_inside_even_where_it_is_registered(string form)
    {
        using var inside = new TcpListener(IPAddress.Any, 0);
        inside.Start();
        var address = string.Format(null, form, ((IPEndPoint)inside.LocalEndpoint).Port);
        var app = await AppAsync(address);

        var answer = await app.AuthorizeAsync(Query(app, address)).WaitAsync(TimeSpan.FromSeconds(4));

        answer.ShouldStayHere("invalid_request_uri");
        inside.Pending().ShouldBeFalse();
    }

    public void Dispose() => _publisher.Dispose();

    private async Task<TestApp> AppAsync(string address)
    {
        var app = await TestApp.CreateAsync(server);
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata { Jwks = Key.Jwks, RequestUris = [address] });
        return app;
    }

    private static string Query(TestApp app, string address) =>
        $"?client_id={app.Client.Id}&response_type=code&request_uri={Uri.EscapeDataString(address)}";

    private string Signed(TestApp app, params (string Name, object? Value)[] changes) => Key.Sign(Claims(app, changes));

    private Dictionary<string, object?> Claims(TestApp app, params (string Name, object? Value)[] changes)
    {
        var claims = QueryHelpers.ParseQuery(app.Query()).ToDictionary(pair => pair.Key, pair => (object?)pair.Value.ToString());
        var now = server.Clock.GetUtcNow().ToUnixTimeSeconds();
        foreach (var (name, value) in (ReadOnlySpan<(string, object?)>)
            [("iss", app.Client.Id), ("aud", app.Issuer), ("nbf", now), ("exp", now + 300), .. changes])
        {
            claims[name] = value;
        }

        return claims;
    }

    /// <summary>The program, which may call the publisher of this machine by its name.</summary>
    public sealed class Server : HostedAuthServer
    {
        protected override IEnumerable<string> Arguments => ["--Outbound:AllowedHosts:0=localhost"];
    }
}
