using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Conformance.Driver;

/// <summary>
/// A client of the FAPI 2.0 Security Profile: it pushes its requests, proves itself by private_key_jwt and binds its tokens to
/// a key of its own by DPoP.
/// </summary>
internal sealed class FapiClient
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private readonly HostedAuthServer _server;

    private FapiClient(HostedAuthServer server, RelyingParty rp, SignerKey key)
    {
        _server = server;
        Rp = rp;
        Key = key;
    }

    public RelyingParty Rp { get; }

    public TestApp App => Rp.App;

    public Browser Browser => Rp.Browser;

    /// <summary>By which the client proves itself.</summary>
    public SignerKey Key { get; }

    /// <summary>Another one of its keys; slow to make, so all clients share it.</summary>
    public static SignerKey Rsa { get; } = SignerKey.Rsa();

    /// <summary>By which it binds its tokens.</summary>
    public SignerKey ProofKey { get; } = SignerKey.Ec("dpop");

    public long Now => _server.Clock.GetUtcNow().ToUnixTimeSeconds();

    public static async Task<FapiClient> CreateAsync(
        HostedAuthServer server,
        Func<OAuthClientMetadata, OAuthClientMetadata>? change = null)
    {
        var key = SignerKey.Ec();
        var metadata = Metadata(key);
        var rp = await RelyingParty.CreateAsync(server, client: NoSecret, metadata: change?.Invoke(metadata) ?? metadata);
        return new(server, rp, key);
    }

    /// <summary>A second client of the pool, with keys of its own.</summary>
    public async Task<FapiClient> AndAnotherAsync()
    {
        var key = SignerKey.Ec();
        return new(_server, await Rp.AndAnotherAsync(NoSecret, Metadata(key)), key);
    }

    /// <summary>The parameters of a good request.</summary>
    public Dictionary<string, string> Request(params (string Name, string? Value)[] changes) => Rp.Request(
        [("code_challenge", TestApp.Challenge), ("code_challenge_method", "S256"), ("response_mode", null), .. changes]);

    /// <summary>Pushes a request (RFC 9126).</summary>
    public Task<Answer> PushAsync(
        Dictionary<string, string> request,
        string? assertion = null,
        string? proof = null) => PostAsync(
            "/oauth2/par",
            [.. request.Select(pair => (pair.Key, (string?)pair.Value)), .. AssertionForm(assertion ?? Assertion())],
            proof);

    /// <summary>Takes the browser to a pushed request; nothing but the client's id goes along.</summary>
    public Task<Arrival> OpenAsync(string requestUri, string extra = "") => Browser.OpenAsync(
        $"{App.Issuer}/oauth2/authorize?client_id={App.Client.Id}&request_uri={Uri.EscapeDataString(requestUri)}{extra}");

    /// <summary>Pushes, opens, and has Alice sign in.</summary>
    public async Task<Arrival> AuthorizeAsync(Dictionary<string, string> request, string? proof = null)
    {
        var pushed = await PushAsync(request, proof: proof);
        pushed.Status.ShouldBe(201, pushed.Body);
        var arrival = await OpenAsync(pushed.Text("request_uri")!);
        arrival = arrival.IsAtClient ? arrival : await Browser.SignInAsync();
        arrival.IsAtClient.ShouldBeTrue(arrival.Last.Body);
        return arrival;
    }

    /// <summary>A new code.</summary>
    public async Task<string> CodeAsync(params (string Name, string? Value)[] changes)
    {
        var arrival = await AuthorizeAsync(Request(changes));
        return arrival["code"].ShouldNotBeNull(arrival["error_description"]);
    }

    /// <summary>Exchanges a code; a proof of empty text sends none.</summary>
    public Task<Answer> ExchangeAsync(
        string code,
        string? assertion = null,
        string? proof = null,
        params (string Name, string? Value)[] changes) => PostAsync(
            "/oauth2/token",
            [
                ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", RelyingParty.Callback),
                ("code_verifier", TestApp.Verifier), .. AssertionForm(assertion ?? Assertion()), .. changes,
            ],
            proof ?? Proof("POST", "/oauth2/token"));

    /// <summary>Everything, as far as the tokens.</summary>
    public async Task<Answer> TokensAsync(params (string Name, string? Value)[] changes)
    {
        var tokens = await ExchangeAsync(await CodeAsync(changes));
        tokens.Status.ShouldBe(200, tokens.Body);
        return tokens;
    }

    public Task<Answer> RefreshAsync(string token, string? assertion = null, string? proof = null) => PostAsync(
        "/oauth2/token",
        [("grant_type", "refresh_token"), ("refresh_token", token), .. AssertionForm(assertion ?? Assertion())],
        proof ?? Proof("POST", "/oauth2/token"));

    /// <summary>Uses an access token at the protected resource that the server itself has.</summary>
    public Task<Answer> UserInfoAsync(string token, string? proof = null, string scheme = "DPoP") => App.SendAsync(
        HttpMethod.Get,
        "/oauth2/userInfo",
        request =>
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"{scheme} {token}");
            AddProof(request, proof ?? Proof("GET", "/oauth2/userInfo", token));
        });

    public Task<Answer> PostAsync(string path, (string Name, string? Value)[] form, string? proof) => App.SendAsync(
        HttpMethod.Post,
        path,
        request =>
        {
            request.Content = new StringContent(TestApp.Encode(form), Encoding.UTF8, "application/x-www-form-urlencoded");
            AddProof(request, proof);
        });

    /// <summary>A client assertion (RFC 7523, section 2.2); <paramref name="change"/> bends it before it is signed.</summary>
    public string Assertion(Action<JsonObject>? change = null, SignerKey? key = null, string algorithm = "ES256")
    {
        var now = Now;
        var claims = new JsonObject
        {
            ["iss"] = App.Client.Id,
            ["sub"] = App.Client.Id,
            ["aud"] = App.Issuer,
            ["jti"] = RandomNumberGenerator.GetHexString(32),
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 60,
        };
        change?.Invoke(claims);
        return (key ?? Key).Sign(algorithm, claims);
    }

    /// <summary>A DPoP proof (RFC 9449, section 4.2); <paramref name="change"/> bends its claims, then its header.</summary>
    public string Proof(
        string method,
        string path,
        string? accessToken = null,
        Action<JsonObject>? change = null,
        SignerKey? key = null,
        params (string Name, JsonNode? Value)[] header)
    {
        key ??= ProofKey;
        var claims = new JsonObject
        {
            ["htm"] = method,
            ["htu"] = $"{App.Issuer}{path}",
            ["jti"] = RandomNumberGenerator.GetHexString(32),
            ["iat"] = Now,
        };
        if (accessToken is not null)
        {
            claims["ath"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)));
        }

        change?.Invoke(claims);
        return key.Sign("ES256", claims, [("typ", "dpop+jwt"), ("jwk", key.Jwk), .. header]);
    }

    private static object NoSecret => new { GenerateSecret = false };

    private static OAuthClientMetadata Metadata(SignerKey key) => new()
    {
        SecurityProfile = "fapi2",
        TokenEndpointAuthMethod = "private_key_jwt",
        Jwks = SignerKey.Set(key, Rsa),
        DpopBoundAccessTokens = true,
        RequirePushedAuthorizationRequests = true,
    };

    private static (string, string?)[] AssertionForm(string assertion) => assertion.Length == 0
        ? []
        : [("client_assertion_type", AssertionType), ("client_assertion", assertion)];

    private static void AddProof(HttpRequestMessage request, string? proof)
    {
        if (!string.IsNullOrEmpty(proof))
        {
            request.Headers.TryAddWithoutValidation("DPoP", proof);
        }
    }
}
