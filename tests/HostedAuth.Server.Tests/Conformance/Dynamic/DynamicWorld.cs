using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.Conformance.Driver;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Conformance.Dynamic;

/// <summary>A pool where every client registers itself, and has Alice's consent before it gets anything.</summary>
internal sealed class DynamicWorld
{
    private readonly DynamicServer _server;
    private readonly TestApp _operators;

    private DynamicWorld(DynamicServer server, TestApp operators)
    {
        _server = server;
        _operators = operators;
    }

    /// <summary>By which clients prove themselves and sign requests; slow to make, so all share it.</summary>
    public static SignerKey Key { get; } = SignerKey.Rsa();

    public string PoolId => _operators.PoolId;

    public string Issuer => _operators.Issuer;

    public static async Task<DynamicWorld> CreateAsync(DynamicServer server)
    {
        var app = await TestApp.CreateAsync(
            server,
            pool: new
            {
                DcrConfiguration = new
                {
                    EnableStatus = "Enabled",
                    OpenDcrEnabled = true,
                    OpenDcrGrantTypes = new[] { "code", "implicit" },
                },
            });
        await RelyingParty.AddAliceAsync(server, app.PoolId);
        return new(server, app);
    }

    public async Task<JsonElement> ConfigurationAsync() => (await _operators.GetAsync("/.well-known/openid-configuration")).Json;

    public async Task<JsonElement> KeysAsync() => (await _operators.GetAsync("/.well-known/jwks.json")).Json;

    /// <summary>Registers at the address that discovery names; with one redirect address, unless the members say otherwise.</summary>
    public async Task<Answer> RegisterAsync(object? members = null)
    {
        var body = new JsonObject { ["redirect_uris"] = new JsonArray(RelyingParty.Callback) };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(members ?? new { })!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        var endpoint = (await ConfigurationAsync()).GetProperty("registration_endpoint").GetString()!;
        endpoint.ShouldStartWith(Issuer);
        return await _operators.PostRawAsync(endpoint[Issuer.Length..], body.ToJsonString(), contentType: "application/json");
    }

    /// <summary>A client that is registered, as it asked to be.</summary>
    public async Task<RelyingParty> RegisteredAsync(object? members = null)
    {
        var answer = await RegisterAsync(members);
        answer.Status.ShouldBe(201, answer.Body);
        foreach (var member in JsonSerializer.SerializeToElement(members ?? new { }).EnumerateObject())
        {
            answer.Text(member.Name).ShouldBe(member.Value.ToString(), member.Name);
        }

        var client = new TestClient(answer.Text("client_id")!, answer.Text("client_secret"));
        return RelyingParty.Of(_server, TestApp.Of(_server, PoolId, client));
    }

    /// <summary>Alice signs in and says yes.</summary>
    public static async Task<Arrival> SignInAsync(RelyingParty rp)
    {
        var arrival = await rp.Browser.SignInAsync();
        return arrival.IsAtClient ? arrival : await rp.Browser.SubmitAsync(("answer", "allow"));
    }

    /// <summary>A whole sign-in, every answer of which is checked.</summary>
    public static async Task<Outcome> WalkAsync(RelyingParty rp, params (string Name, string? Value)[] changes)
    {
        var request = rp.Request(changes);
        (await rp.AskAsync(request)).ShouldAskToSignIn();
        return await rp.TakeAsync(request, await SignInAsync(rp));
    }

    /// <summary>A sign-in of a client that proves itself by an assertion.</summary>
    public async Task<Answer> WalkByKeyAsync(RelyingParty rp, SignerKey key)
    {
        var request = rp.Request();
        (await rp.AskAsync(request)).ShouldAskToSignIn();
        var arrival = await SignInAsync(rp);
        var answer = await rp.App.TokenAsync(
            [
                ("grant_type", "authorization_code"), ("code", arrival["code"].ShouldNotBeNull(arrival["error_description"])),
                ("redirect_uri", RelyingParty.Callback), .. Assertion(rp, key),
            ]);
        answer.Status.ShouldBe(200, answer.Body);
        await rp.CheckIdTokenAsync(answer.Text("id_token")!, request["nonce"]);
        return answer;
    }

    /// <summary>private_key_jwt, for the issuer (RFC 7523, section 2.2).</summary>
    public (string, string?)[] Assertion(RelyingParty rp, SignerKey key) =>
    [
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("client_assertion", key.Sign("RS256", new JsonObject
        {
            ["iss"] = rp.App.Client.Id,
            ["sub"] = rp.App.Client.Id,
            ["aud"] = Issuer,
            ["jti"] = RandomNumberGenerator.GetHexString(32),
            ["iat"] = Now,
            ["exp"] = Now + 60,
        })),
    ];

    /// <summary>A request, signed.</summary>
    public string Signed(RelyingParty rp, Dictionary<string, string> request)
    {
        var claims = JsonSerializer.SerializeToNode(request)!.AsObject();
        (claims["iss"], claims["aud"], claims["exp"]) = (rp.App.Client.Id, Issuer, Now + 300);
        return Key.Sign("RS256", claims);
    }

    private long Now => _server.Clock.GetUtcNow().ToUnixTimeSeconds();
}
