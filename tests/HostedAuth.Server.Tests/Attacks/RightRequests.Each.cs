using System.Text.Json.Nodes;
using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Attacks;

internal sealed partial class RightRequests
{
    private IEnumerable<KeyValuePair<string, Func<JwtBend, Task<RightRequest>>>> OfTokens() =>
    [
        Later("token: a code", async _ => Post("/oauth2/token", [.. Exchange(await _app.CodeAsync()), .. Secret])),
        Of("token: a refresh", _ => Post(
            "/oauth2/token",
            [("grant_type", "refresh_token"), ("refresh_token", _tokens.Text("refresh_token")), ("scope", "openid"), .. Secret])),
        Of("token: a machine", _ => Post(
            "/oauth2/token",
            [("grant_type", "client_credentials"), ("client_id", _machine.Client.Id), ("client_secret", _machine.Client.Secret)])),
        Later("token: a device", async _ =>
        {
            await _device.StartAsync();
            await _device.EnterAsync();
            await _device.AnswerAsync("allow");
            return Post("/oauth2/token", [("grant_type", ExtraGrantTypes.DeviceCode), ("device_code", _device.DeviceCode), .. Secret]);
        }),
        Of("token: an exchange", _ => Post(
            "/oauth2/token",
            [
                ("grant_type", ExtraGrantTypes.TokenExchange), ("audience", Resource),
                ("subject_token", _tokens.Text("access_token")), ("subject_token_type", AccessTokenType),
                ("actor_token", _tokens.Text("access_token")), ("actor_token_type", AccessTokenType), .. Secret,
            ])),
        Of("token: a partner's word +", bend => Post(
            "/oauth2/token",
            [("grant_type", ExtraGrantTypes.JwtBearer), ("assertion", Sign(Claims(Partner, "alice"), bend)), .. Secret])),
        Later("token: a client by its key +", async bend => Post(
            "/oauth2/token", [.. Exchange(await _keyed.CodeAsync()), .. Assertion(bend)])),
        Later("token: a proof +", ProvenExchangeAsync),
    ];

    private IEnumerable<KeyValuePair<string, Func<JwtBend, Task<RightRequest>>>> OfAuthorization() =>
    [
        Of("authorize", _ => Get("/oauth2/authorize", Query(_app)) with { Headers = [("Cookie", _cookie)] }),
        Of("authorize: all", _ => Get(
            "/oauth2/authorize",
            [
                .. Query(_app), ("nonce", "the nonce"), ("max_age", "1000"), ("ui_locales", "de en"), ("login_hint", "alice"), ("display", "page"),
                ("claims", """{"userinfo":{"name":{"essential":true}}}"""), ("acr_values", "urn:cognito:loa:1"), ("dpop_jkt", _key.Thumbprint),
                ("id_token_hint", _tokens.Text("id_token")), ("prompt", "none"),
            ]) with { Headers = [("Cookie", _cookie)] }),
        Of("authorize: a signed request +", bend => Get(
            "/oauth2/authorize", ("client_id", _keyed.Client.Id), ("response_type", "code"), ("request", RequestObject(bend))) with
            {
                Headers = [("Cookie", _cookie)],
            }),
        Of("par", _ => Post("/oauth2/par", [.. Query(_app), .. Secret])),
        Of("par: a signed request +", bend => Post(
            "/oauth2/par", [("client_id", _keyed.Client.Id), ("request", RequestObject(bend)), .. Assertion(JwtBend.None)])),
        Of("par: a client by its key +", bend => Post("/oauth2/par", [.. Query(_keyed), .. Assertion(bend)])),
        Of("par: a proof +", bend => Post("/oauth2/par", [.. Query(_app), .. Secret]) with
        {
            Headers = [("DPoP", Prove("POST", "/oauth2/par", bend))],
        }),
    ];

    private IEnumerable<KeyValuePair<string, Func<JwtBend, Task<RightRequest>>>> OfTheRest() =>
    [
        Of("device", _ => Post("/oauth2/device_authorization", [("scope", "openid email"), .. Secret])),
        Of("introspect", _ => Post("/oauth2/introspect", [("token", _tokens.Text("access_token")), .. Secret])),
        Of("introspect: a refresh token", _ => Post("/oauth2/introspect", [("token", _tokens.Text("refresh_token")), .. Secret])),
        Later("revoke", async _ => Post("/oauth2/revoke", [("token", (await _app.TokensAsync()).Text("refresh_token")), .. Secret])),
        Of("userInfo", _ => Get("/oauth2/userInfo") with { Headers = [("Authorization", $"Bearer {_tokens.Text("access_token")}")] }),
        Of("userInfo: a form", _ => Post("/oauth2/userInfo", ("access_token", _tokens.Text("access_token")))),
        Of("userInfo: a proof +", bend => Get("/oauth2/userInfo") with
        {
            Headers = [("Authorization", $"DPoP {_bound}"), ("DPoP", Prove("GET", "/oauth2/userInfo", bend, _bound))],
        }),
        Of("logout", _ => Get(
            "/logout",
            ("client_id", _app.Client.Id), ("post_logout_redirect_uri", TestApp.SignedOut), ("id_token_hint", _tokens.Text("id_token")),
            ("state", "the state"))),
        Of("login", _ => Post(
            _login.Action[$"/{PoolId}".Length..],
            ("form", _login.Token), ("username", "alice"), ("password", SignInWorld.Password)) with
            {
                Headers = [("Cookie", string.Join("; ", _login.Cookies.Select(one => $"{one.Key}={one.Value}")))],
            }),
    ];

    private IEnumerable<KeyValuePair<string, Func<JwtBend, Task<RightRequest>>>> OfRegistration() =>
    [
        Of("register by everybody +", _ => Registration("POST", "/oauth2/register")),
        Of("register +", _ => Registration("POST", "/oauth2/register", _registering)),
        Later("register: read", async _ => (await RegisteredAsync("GET")) with { Json = null }),
        Later("register: change +", async _ => await RegisteredAsync("PUT")),
        Later("register: end", async _ => (await RegisteredAsync("DELETE")) with { Json = null }),
    ];

    private static RightRequest Registration(string method, string path, string? token = null, params (string, string)[] more) => new(
        method,
        path,
        [],
        token is null ? [] : [("Authorization", $"Bearer {token}")],
        [("redirect_uris", $"[\"{TestApp.Callback}\"]"), .. more]);

    /// <summary>Of a client that registered a moment ago.</summary>
    private async Task<RightRequest> RegisteredAsync(string method)
    {
        var body = $$"""{"redirect_uris":["{{TestApp.Callback}}"]}""";
        var answer = await _app.PostRawAsync("/oauth2/register", body, $"Bearer {_registering}", "application/json");
        answer.Status.ShouldBe(201, answer.Body);
        var id = answer.Text("client_id");
        return Registration(method, $"/oauth2/register/{id}", answer.Text("registration_access_token"), ("client_id", $"\"{id}\""));
    }

    private async Task<RightRequest> ProvenExchangeAsync(JwtBend bend) =>
        Post("/oauth2/token", [.. Exchange(await _app.CodeAsync()), .. Secret]) with
        {
            Headers = [("DPoP", Prove("POST", "/oauth2/token", bend))],
        };

    private (string, string?)[] Assertion(JwtBend bend) =>
    [
        ("client_id", _keyed.Client.Id),
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("client_assertion", Sign(Claims(_keyed.Client.Id, _keyed.Client.Id), bend)),
    ];

    private string RequestObject(JwtBend bend)
    {
        var claims = Claims(_keyed.Client.Id, null, life: 300);
        claims.Remove("sub");
        foreach (var (name, value) in Query(_keyed))
        {
            claims[name] = JsonValue.Create(value);
        }

        return Sign(claims, bend, "oauth-authz-req+jwt");
    }
}
