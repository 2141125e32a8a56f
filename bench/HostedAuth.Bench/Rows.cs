using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;

namespace HostedAuth.Bench;

/// <summary>The rows: what each kind of request is.</summary>
internal static class Rows
{
    /// <summary>How many codes are made for the row that exchanges them.</summary>
    private const int Codes = 2000;

    /// <summary>All rows that ask a pool with a user. The aims are those of the protocol's endpoints.</summary>
    public static IReadOnlyList<Plan> All(HttpClient http, ServerProcess server, World world) =>
    [
        new("discovery", () => Always(http, () => Get($"{world.Url}/{world.PoolId}/.well-known/openid-configuration")), 0.05),
        new("JWKS", () => Always(http, () => Get($"{world.Url}/{world.PoolId}/.well-known/jwks.json")), 0.05),
        new("client_credentials", () => Always(http, () => Token(world, world.MachineAuthorization, ("grant_type", "client_credentials"))), 1.25),
        new("client_credentials by ES256", () => Always(http, () => Token(world, world.Es256Authorization, ("grant_type", "client_credentials"))), 0.3),
        new("refresh, two tokens", () => RefreshAsync(http, server, world), 2.6),
        new("refresh with rotation, two tokens", () => RotateAsync(http, server, world), 2.6),
        new("userInfo", () => UserInfoAsync(http, world), 0.3),
        new("introspection", () => IntrospectionAsync(http, world), 0.3),
        new("authorize, signed in already", () => AuthorizeAsync(http, world), 1),
        new("code exchange", () => ExchangeAsync(http, world), 3.2)
        {
            Limit = (Codes, () => AuthorizeAndExchangeAsync(http, world)),
        },
        new("InitiateAuth by password", () => Always(http, () => Api.Request(world.Url, "InitiateAuth", Password(world)))),
        new("sign-in by SRP, two steps", () => Task.FromResult(SrpRows.SignIn(http, server, world))),
        new("whole login: pages, code, tokens", () => Task.FromResult<Func<Task<bool>>>(() => new BrowserLogin(http, world).RunAsync())),
        new("AdminGetUser", () => Always(http, () => Api.Request(
            world.Url, "AdminGetUser", new { UserPoolId = world.PoolId, World.Username }, server.Root))),
        new("ListUsers, 60 a page", () => Always(http, () => Api.Request(
            world.Url, "ListUsers", new { UserPoolId = world.PoolId }, server.Root))),
        new("ListUsers by email", () => Always(http, () => Api.Request(
            world.Url, "ListUsers", new { UserPoolId = world.PoolId, Filter = "email = \"ada@example.com\"" }, server.Root))),
    ];

    /// <summary>Those asked for, and what a hash and the powers of SRP cost where a row needs them beside it.</summary>
    public static async Task<IReadOnlyList<Row>> MeasureAsync(
        ServerProcess server,
        World world,
        RunOptions options)
    {
        using var http = NewHttp();
        var measured = new List<Row>();
        foreach (var plan in All(http, server, world).Where(plan => options.Has(plan.Name)))
        {
            if (plan.Name.StartsWith("InitiateAuth", StringComparison.Ordinal))
            {
                measured.Add(HashRow.Measure());
            }

            if (plan.Name.StartsWith("sign-in by SRP", StringComparison.Ordinal))
            {
                measured.Add(SrpRows.MeasurePowers());
            }

            measured.Add(await MeasureAsync(server, options.Duration, plan));
        }

        return measured;
    }

    internal static HttpClient NewHttp() => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    private static async Task<Row> MeasureAsync(ServerProcess server, TimeSpan duration, Plan plan)
    {
        if (plan.Limit is not var (times, newWarmUp))
        {
            return await Load.RunAsync(server, duration, plan.Name, plan.NewWorker) with { Aim = plan.Aim };
        }

        await Load.WarmUpAsync(server, duration, newWarmUp);
        var work = await plan.NewWorker();
        return await Load.RunOnceAsync(server, plan.Name, [.. Enumerable.Repeat(work, times)]) with { Aim = plan.Aim };
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

    private static async Task<Func<Task<bool>>> AuthorizeAndExchangeAsync(HttpClient http, World world)
    {
        var login = new BrowserLogin(http, world);
        await login.RunAsync();
        return async () => await login.ExchangeAsync((await login.AuthorizeAsync())!);
    }

    /// <summary>Introspection by the client itself.</summary>
    private static async Task<Func<Task<bool>>> IntrospectionAsync(HttpClient http, World world)
    {
        var login = new BrowserLogin(http, world);
        await login.RunAsync();
        return () => SendAsync(http, Post(world, "/oauth2/introspect", world.WebAuthorization, ("token", login.AccessToken)));
    }

    /// <summary>The exchange of a code alone: the codes are made before. Each is good for five minutes.</summary>
    private static async Task<Func<Task<bool>>> ExchangeAsync(HttpClient http, World world)
    {
        var login = new BrowserLogin(http, world);
        await login.RunAsync();
        var codes = new ConcurrentQueue<string>();
        for (var i = 0; i < Codes; i++)
        {
            codes.Enqueue((await login.AuthorizeAsync())!);
        }

        return async () => codes.TryDequeue(out var code) && await login.ExchangeAsync(code);
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
