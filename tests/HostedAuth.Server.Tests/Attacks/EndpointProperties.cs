using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>
/// What no request, however odd, may come to at an endpoint: an outage, a hang, or a header that it wrote itself.
/// HOSTEDAUTH_TEST_SEED, set to a seed that a run told, sends the same requests again.
/// </summary>
public sealed class EndpointProperties(HostedAuthServer server, ITestOutputHelper output) : IClassFixture<HostedAuthServer>
{
    /// <summary>How many requests each endpoint gets.</summary>
    private const int Rounds = 60;

    private const int Size = 20;

    // A request that takes longer hangs; the client gives it up.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task No_request_however_odd_is_an_outage_or_hangs()
    {
        var seed = SeedOf(Environment.GetEnvironmentVariable("HOSTEDAUTH_TEST_SEED"));
        output.WriteLine($"HOSTEDAUTH_TEST_SEED={seed}");
        var goods = await GoodValuesAsync();
        var paths = Endpoints();
        paths.ShouldContain("/oauth2/token");
        var statuses = new List<int>();
        foreach (var (index, path) in paths.Index())
        {
            foreach (var request in OddRequest.Of(goods).Sample(Rounds, new Rnd(seed + (ulong)index), Size))
            {
                statuses.Add(await SendAsync(path, request, $"HOSTEDAUTH_TEST_SEED={seed}\n{path} {request}"));
            }
        }

        output.WriteLine(string.Join('\n', statuses.CountBy(status => status).OrderBy(pair => pair.Key)));
        statuses.ShouldContain(200);
        statuses.ShouldContain(303);
    }

    private async Task<int> SendAsync(string path, OddRequest odd, string label)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var request = new HttpRequestMessage(
            new HttpMethod(odd.Method),
            new Uri($"{HostedAuthServer.BaseAddress}/{_poolId}{path}{(odd.Query.Length > 0 ? $"?{odd.Query}" : "")}"));
        if (odd.Body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(odd.Body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", odd.ContentType);
        }

        foreach (var (name, value) in odd.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await server.Http.SendAsync(request, patience.Token);
        var body = await response.Content.ReadAsStringAsync(patience.Token);
        ((int)response.StatusCode).ShouldBeLessThan(500, label);
        body.ShouldNotContain("   at HostedAuth", customMessage: label);
        response.Headers.Concat((IEnumerable<KeyValuePair<string, IEnumerable<string>>>)response.Content.Headers)
            .SelectMany(header => header.Value)
            .ShouldAllBe(value => !value.Any(char.IsControl), label);
        response.Headers.Contains("X-Evil").ShouldBeFalse(label);
        return (int)response.StatusCode;
    }

    /// <summary>Every address of the server that isn't one file of its own, the pages too.</summary>
    private List<string> Endpoints() =>
    [
        .. server.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern)
            .Where(pattern => pattern.PathSegments.Count > 0 && !pattern.RawText!.Contains("{*", StringComparison.Ordinal))
            .Select(pattern => $"/{pattern.RawText!.TrimStart('/')}")
            .Select(path => System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]*\}", "x"))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private string _poolId = "";

    /// <summary>What the endpoints would take, by the parameter's name.</summary>
    private async Task<Dictionary<string, string>> GoodValuesAsync()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        _poolId = app.PoolId;
        var cookie = await app.SignInAsync();
        var tokens = await app.TokensAsync();
        return new(OddRequest.Constants)
        {
            ["client_id"] = app.Client.Id,
            ["client_secret"] = app.Client.Secret!,
            ["code"] = await app.CodeAsync(),
            ["refresh_token"] = tokens.Text("refresh_token")!,
            ["token"] = tokens.Text("refresh_token")!,
            ["access_token"] = tokens.Text("access_token")!,
            ["id_token_hint"] = tokens.Text("id_token")!,
            ["subject_token"] = tokens.Text("access_token")!,
            ["assertion"] = tokens.Text("id_token")!,
            ["client_assertion"] = tokens.Text("id_token")!,
            ["request"] = tokens.Text("id_token")!,
            ["Authorization"] = app.Basic(),
            ["DPoP"] = tokens.Text("id_token")!,
            ["Cookie"] = cookie,
        };
    }

    private static ulong SeedOf(string? text) =>
        text is null or "" ? (ulong)Environment.TickCount64 : ulong.Parse(text, CultureInfo.InvariantCulture);
}
