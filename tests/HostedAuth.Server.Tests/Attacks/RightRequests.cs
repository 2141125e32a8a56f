using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using HostedAuth.Server.Tests.Oidc.Device;
using HostedAuth.Server.Tests.Oidc.Dpop;
using Microsoft.AspNetCore.WebUtilities;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>A pool that has everything switched on, and requests that each endpoint takes, made anew each time.</summary>
internal sealed partial class RightRequests : IDisposable
{
    private const string Partner = "https://partner.example";
    private const string Resource = "https://api.example/";
    private const string KeyId = "the-key";
    private const string AccessTokenType = "urn:ietf:params:oauth:token-type:access_token";

    private readonly HostedAuthServer _server;
    private readonly ProofKey _key = new();

    private TestApp _app = null!;
    private TestApp _keyed = null!;
    private TestApp _machine = null!;
    private DeviceWorld _device = null!;
    private Answer _tokens = null!;
    private PageTab _login = null!;
    private string _cookie = "";
    private string _bound = "";
    private string _registering = "";

    private RightRequests(HostedAuthServer server) => _server = server;

    public string PoolId => _app.PoolId;

    /// <summary>By what they are called here.</summary>
    public IReadOnlyDictionary<string, Func<JwtBend, Task<RightRequest>>> All { get; private set; } = null!;

    /// <summary>Those that have a signature of the client's, or JSON, in them.</summary>
    public static bool IsSigned(string name) => name.Contains('+', StringComparison.Ordinal);

    public static async Task<RightRequests> CreateAsync(HostedAuthServer server)
    {
        var all = new RightRequests(server);
        await all.PrepareAsync();
        all.All = new Dictionary<string, Func<JwtBend, Task<RightRequest>>>(
            [.. all.OfTokens(), .. all.OfAuthorization(), .. all.OfTheRest(), .. all.OfRegistration()]);
        return all;
    }

    /// <summary>A page of the pool, opened with a good authorization request by who is signed in.</summary>
    public RightRequest Page(string path) => Get(path, Query(_app)) with { Headers = [("Cookie", _cookie)] };

    public void Dispose() => _key.Dispose();

    private static KeyValuePair<string, Func<JwtBend, Task<RightRequest>>> Of(string name, Func<JwtBend, RightRequest> make) =>
        new(name, bend => Task.FromResult(make(bend)));

    private static KeyValuePair<string, Func<JwtBend, Task<RightRequest>>> Later(string name, Func<JwtBend, Task<RightRequest>> make) =>
        new(name, make);

    /// <summary>The last of several values counts.</summary>
    private static RightRequest Post(string path, params IReadOnlyList<(string Name, string? Value)> form) =>
        new("POST", path, [.. form.GroupBy(one => one.Name).Select(group => group.Last())], []);

    private static RightRequest Get(string path, params IReadOnlyList<(string Name, string? Value)> query) => new("GET", path, query, []);

    private async Task PrepareAsync()
    {
        _app = await TestApp.CreateAsync(
            _server,
            new { GenerateSecret = true },
            new { DcrConfiguration = new { EnableStatus = "Enabled", OpenDcrEnabled = true } });
        (await _server.CallAsync("CreateResourceServer", new
        {
            UserPoolId = PoolId,
            Identifier = "api",
            Name = "An API",
            Scopes = new[] { new { ScopeName = "read", ScopeDescription = "Reads" } },
        })).ShouldSucceed();
        _keyed = await _app.AndAnotherAsync();
        _machine = await _app.AndAnotherAsync(new
        {
            GenerateSecret = true,
            AllowedOAuthFlows = new[] { "client_credentials" },
            AllowedOAuthScopes = new[] { "api/read", "aws.cognito/dcr/register" },
        });
        await DescribeAsync();

        await new SignInWorld(_server, PoolId, _app.Client).AddUserAsync("alice", attributes: ("email", "alice@example.com"));
        _cookie = await _app.SignInAsync();
        _tokens = await _app.TokensAsync();
        _bound = (await BindAsync()).Text("access_token")!;
        _registering = (await _machine.TokenAsync(
            [("grant_type", "client_credentials"), ("scope", "aws.cognito/dcr/register")], _machine.Basic())).Text("access_token")!;
        _device = new DeviceWorld(_server, _app);
        await _device.StartAsync();
        await _device.EnterAndSignInAsync();
        _login = new PageTab(_server);
        await _login.OpenAsync($"{_app.Issuer}/login{_app.Query()}");
    }

    private async Task DescribeAsync()
    {
        var jwk = _key.Jwk;
        (jwk["kid"], jwk["use"]) = (KeyId, "sig");
        var keys = JsonSerializer.SerializeToElement(new JsonObject { ["keys"] = new JsonArray(jwk) });
        await _server.SetMetadataAsync(PoolId, _app.Client.Id, new()
        {
            GrantTypes = [ExtraGrantTypes.DeviceCode, ExtraGrantTypes.TokenExchange, ExtraGrantTypes.JwtBearer],
            Jwks = keys,
            TrustedIssuers = [new() { Issuer = Partner, Jwks = keys }],
            TokenExchange = new() { SubjectClients = [_app.Client.Id], Audiences = [Resource] },
        });
        await _server.SetMetadataAsync(
            PoolId, _keyed.Client.Id, new() { TokenEndpointAuthMethod = "private_key_jwt", Jwks = keys });
    }

    /// <summary>A code of the key's, exchanged with a proof.</summary>
    private Task<Answer> BindAsync() => SendAsync(async () => await ProvenExchangeAsync(JwtBend.None));

    private async Task<Answer> SendAsync(Func<Task<RightRequest>> make)
    {
        var request = await make();
        return await _app.SendAsync(HttpMethod.Post, request.Path, message =>
        {
            message.Content = new StringContent(TestApp.Encode([.. request.Parameters]));
            message.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
            foreach (var (name, value) in request.Headers)
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        });
    }

    private (string, string?)[] Secret => [("client_id", _app.Client.Id), ("client_secret", _app.Client.Secret)];

    private static (string, string?)[] Exchange(string code) =>
    [
        ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", TestApp.Callback), ("code_verifier", TestApp.Verifier),
    ];

    private static (string, string?)[] Query(TestApp app) =>
        [.. QueryHelpers.ParseQuery(app.Query()).Select(pair => (pair.Key, (string?)pair.Value.ToString()))];

    private JsonObject Claims(string issuer, string? subject, int life = 60) => new()
    {
        ["iss"] = issuer,
        ["sub"] = subject,
        ["aud"] = _app.Issuer,
        ["iat"] = Now,
        ["nbf"] = Now,
        ["exp"] = Now + life,
        ["jti"] = Guid.NewGuid().ToString(),
    };

    private long Now => _server.Clock.GetUtcNow().ToUnixTimeSeconds();

    private string Sign(JsonObject claims, JwtBend bend, string typ = "JWT")
    {
        var header = new JsonObject { ["alg"] = "ES256", ["kid"] = KeyId, ["typ"] = typ };
        bend.Apply(header, claims);
        return _key.Sign(header, claims);
    }

    private string Prove(string method, string path, JwtBend bend, string? accessToken = null) =>
        _key.Prove(method, _app.Issuer + path, _server.Clock.GetUtcNow(), accessToken, change: bend.Apply);
}
