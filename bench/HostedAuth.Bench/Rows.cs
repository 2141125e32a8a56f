using System.Net.Http.Headers;
using System.Text.Json;

namespace HostedAuth.Bench;

/// <summary>The rows: what each kind of request is.</summary>
internal static class Rows
{
    public static async Task<IReadOnlyList<Row>> MeasureAsync(
        ServerProcess server,
        World world,
        TimeSpan signature,
        TimeSpan duration)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        (string Name, Func<Task<Func<Task<bool>>>> Worker)[] rows =
        [
            ("discovery", () => Always(http, () => Get($"{world.Url}/{world.PoolId}/.well-known/openid-configuration"))),
            ("JWKS", () => Always(http, () => Get($"{world.Url}/{world.PoolId}/.well-known/jwks.json"))),
            ("client_credentials", () => Always(http, () => Token(world, world.MachineAuthorization, ("grant_type", "client_credentials")))),
            ("client_credentials by ES256", () => Always(http, () => Token(world, world.Es256Authorization, ("grant_type", "client_credentials")))),
            ("refresh, two tokens", () => RefreshAsync(http, server, world)),
            ("refresh with rotation, two tokens", () => RotateAsync(http, server, world)),
            ("userInfo", () => UserInfoAsync(http, world)),
            ("introspection", () => OAuthRows.IntrospectionAsync(http, world)),
            ("authorize, signed in already", () => AuthorizeAsync(http, world)),
            ("authorize and code exchange", () => ExchangeAsync(http, world)),
            ("InitiateAuth by password", () => Always(http, () => Api.Request(world.Url, "InitiateAuth", Password(world)))),
            ("sign-in by SRP, two steps", () => Task.FromResult(SrpRows.SignIn(http, server, world))),
            ("whole login: pages, code, tokens", () => Task.FromResult<Func<Task<bool>>>(() => new BrowserLogin(http, world).RunAsync())),
            ("AdminGetUser", () => Always(http, () => Api.Request(
                world.Url, "AdminGetUser", new { UserPoolId = world.PoolId, World.Username }, server.Root))),
            ("ListUsers, 60 a page", () => Always(http, () => Api.Request(
                world.Url, "ListUsers", new { UserPoolId = world.PoolId }, server.Root))),
            ("ListUsers by email", () => Always(http, () => Api.Request(
                world.Url, "ListUsers", new { UserPoolId = world.PoolId, Filter = "email = \"ada@example.com\"" }, server.Root))),
        ];
        var measured = new List<Row>();
        foreach (var (name, worker) in rows)
        {
            measured.Add(await Load.RunAsync(server, signature, duration, name, worker));
        }

        var exchange = measured.FindIndex(row => row.Name.StartsWith("authorize and", StringComparison.Ordinal));
        measured.Insert(exchange, await OAuthRows.ExchangeAsync(http, server, world, signature));
        var password = measured.FindIndex(row => row.Name.StartsWith("InitiateAuth", StringComparison.Ordinal));
        measured.Insert(password, HashRow.Measure(signature));
        measured.Insert(password + 2, SrpRows.MeasurePowers(signature));
        return measured;
    }

    internal static object Password(World world, string? clientId = null) => new
    {
        AuthFlow = "USER_PASSWORD_AUTH",
        ClientId = clientId ?? world.ApiClientId,
        AuthParameters = new Dictionary<string, string> { ["USERNAME"] = World.Username, ["PASSWORD"] = World.Password },
    };

    internal static Task<Func<Task<bool>>> Always(HttpClient http, Func<HttpRequestMessage> request) =>
        Task.FromResult<Func<Task<bool>>>(() => SendAsync(http, request()));

    private static async Task<Func<Task<bool>>> RefreshAsync(HttpClient http, ServerProcess server, World world)
    {
        var tokens = await Api.CallAsync(http, server, "InitiateAuth", Password(world), signed: false);
        var refreshToken = tokens.GetProperty("AuthenticationResult").GetProperty("RefreshToken").GetString()!;
        return () => SendAsync(http, Api.Request(world.Url, "InitiateAuth", new
        {
            AuthFlow = "REFRESH_TOKEN_AUTH",
            ClientId = world.ApiClientId,
            AuthParameters = new Dictionary<string, string> { ["REFRESH_TOKEN"] = refreshToken },
        }));
    }

    /// <summary>Each worker has a chain of its own and sends what it got last.</summary>
    private static async Task<Func<Task<bool>>> RotateAsync(HttpClient http, ServerProcess server, World world)
    {
        var tokens = await Api.CallAsync(
            http, server, "InitiateAuth", Password(world, world.RotatingClientId), signed: false);
        var refreshToken = tokens.GetProperty("AuthenticationResult").GetProperty("RefreshToken").GetString()!;
        return async () =>
        {
            using var request = Api.Request(
                world.Url, "GetTokensFromRefreshToken", new { RefreshToken = refreshToken, ClientId = world.RotatingClientId });
            var answer = await ReadAsync(http, request);
            refreshToken = answer?.GetProperty("AuthenticationResult").GetProperty("RefreshToken").GetString() ?? refreshToken;
            return answer is not null;
        };
    }

    private static async Task<Func<Task<bool>>> UserInfoAsync(HttpClient http, World world)
    {
        var login = new BrowserLogin(http, world);
        await login.RunAsync();
        return () =>
        {
            var request = Get($"{world.Url}/{world.PoolId}/oauth2/userInfo");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", login.AccessToken);
            return SendAsync(http, request);
        };
    }

    private static async Task<Func<Task<bool>>> AuthorizeAsync(HttpClient http, World world)
    {
        var login = new BrowserLogin(http, world);
        await login.RunAsync();
        return async () => (await login.AuthorizeAsync()) is not null;
    }

    private static async Task<Func<Task<bool>>> ExchangeAsync(HttpClient http, World world)
    {
        var login = new BrowserLogin(http, world);
        await login.RunAsync();
        return async () => await login.ExchangeAsync((await login.AuthorizeAsync())!);
    }

    internal static HttpRequestMessage Token(World world, string authorization, params (string Name, string Value)[] form) =>
        Post(world, "/oauth2/token", authorization, form);

    internal static HttpRequestMessage Post(
        World world,
        string path,
        string authorization,
        params (string Name, string Value)[] form)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{world.Url}/{world.PoolId}{path}"))
        {
            Content = new FormUrlEncodedContent(form.ToDictionary(pair => pair.Name, pair => pair.Value)),
        };
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return request;
    }

    internal static HttpRequestMessage Get(string url) => new(HttpMethod.Get, new Uri(url));

    internal static async Task<JsonElement?> ReadAsync(HttpClient http, HttpRequestMessage request)
    {
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : null;
    }

    internal static async Task<bool> SendAsync(HttpClient http, HttpRequestMessage request)
    {
        using var _ = request;
        using var answer = await http.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode;
    }
}
