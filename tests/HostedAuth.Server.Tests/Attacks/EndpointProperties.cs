using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>
/// What no request, however odd, may come to at an endpoint: an outage, a hang, or a header that it wrote itself. The requests
/// are those of the <see cref="TestSeed"/>.
/// </summary>
public sealed class EndpointProperties(HostedAuthServer server, ITestOutputHelper output) : IClassFixture<HostedAuthServer>
{
    /// <summary>How many requests each endpoint gets.</summary>
    private const int Rounds = 20;

    /// <summary>How often each request that an endpoint takes is bent.</summary>
    private const int Bends = 10;

    /// <summary>How often a page is, whose address has what the others' have.</summary>
    private const int BendsOfPages = 3;

    /// <summary>Files and messages that there are not, what this pool doesn't give, and the page that says what went wrong.</summary>
    private static readonly string[] NotHere =
        ["/assets/x", "/error", "/mailbox/messages/x", "/mailbox/messages/x/html", "/signInLink"];

    private const int Size = 20;

    // A request that takes longer hangs; the client gives it up.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task No_request_however_odd_is_an_outage_or_hangs()
    {
        var (app, goods) = await GoodValuesAsync();
        var paths = Endpoints();
        paths.ShouldContain("/oauth2/token");
        var statuses = new List<int>();
        foreach (var (index, path) in paths.Index())
        {
            foreach (var request in OddRequest.Of(goods).Sample(Rounds, new Rnd(TestSeed.Value + (ulong)index), Size))
            {
                statuses.Add((await SendAsync(app.PoolId, path, request, $"{TestSeed.Text}\n{path} {request}")).Status);
            }
        }

        output.WriteLine(string.Join('\n', statuses.CountBy(status => status).OrderBy(pair => pair.Key)));
        statuses.ShouldContain(200);
        statuses.ShouldContain(303);
    }

    /// <summary>Nobody is refused at the door here: what lies behind it reads what is odd.</summary>
    [Fact]
    public async Task Nor_is_a_request_that_is_right_but_for_one_thing()
    {
        using var requests = await RightRequests.CreateAsync(server);
        var seen = new HashSet<string>();
        foreach (var (index, (name, makeAsync)) in requests.All.Index())
        {
            var bendings = RightRequests.IsSigned(name) ? Bending.Any : Bending.Plain;
            var statuses = new List<int>();
            foreach (var bending in bendings.Sample(Bends, new Rnd(TestSeed.Value + (ulong)index), Size).Prepend(Bending.None))
            {
                var right = await makeAsync(bending.Jwt);
                var odd = right.Odd(bending);
                seen.Add(right.Path);
                var (status, location) = await SendAsync(
                    requests.PoolId, right.Path, odd, $"{TestSeed.Text}\n{name} {bending.Jwt} {odd}");
                statuses.Add(status);
                if (bending == Bending.None)
                {
                    status.ShouldBeLessThan(400, name);
                    location.ShouldNotContain("error=", customMessage: name);
                }
            }

            output.WriteLine($"{name}: {string.Join(' ', statuses)}");
        }

        Endpoints().Where(path => path.StartsWith("/oauth2/", StringComparison.Ordinal)).Except(seen.Select(Nameless)).ShouldBeEmpty();
        await OpenPagesAsync(requests, Endpoints().Except(seen.Select(Nameless)));
    }

    private async Task OpenPagesAsync(RightRequests requests, IEnumerable<string> paths)
    {
        var never = new List<string>();
        foreach (var (index, path) in paths.Index())
        {
            var statuses = new List<int>();
            foreach (var bending in Bending.Plain.Sample(BendsOfPages, new Rnd(TestSeed.Value + (ulong)index), Size).Prepend(Bending.None))
            {
                var odd = requests.Page(path).Odd(bending);
                statuses.Add((await SendAsync(requests.PoolId, path, odd, $"{TestSeed.Text}\n{path} {odd}")).Status);
            }

            output.WriteLine($"{path}: {string.Join(' ', statuses)}");
            if (statuses.TrueForAll(status => status >= 400))
            {
                never.Add(path);
            }
        }

        never.ShouldBe(NotHere, ignoreOrder: true);
    }

    [Fact]
    public async Task Nor_is_what_an_operator_says_of_a_client()
    {
        var app = await TestApp.CreateAsync(server);
        foreach (var (name, json) in OddMetadata.Goods)
        {
            OddMetadata.IsGood(OAuthMetadataRules.Members[name], json).ShouldBeTrue(name);
        }

        (string, string)[][] known = [[("tos_uri", "\"\\ud800\"")], [("\\ud800", "1")], [("jwks", "{\"keys\":[],\"\\udfff\":1}")]];
        foreach (var members in OddMetadata.Members(ofClient: false).Sample(150, new Rnd(TestSeed.Value), Size).Concat(known))
        {
            var body = $$"""{"UserPoolId":"{{app.PoolId}}","ClientId":"{{app.Client.Id}}","Metadata":{{OddMetadata.Write(members)}}}""";
            var answer = await server.SendAsync("SetUserPoolClientMetadata", Encoding.UTF8.GetBytes(body), server.Root);

            ((int)answer.Status).ShouldBeOneOf([200, 400, 413], $"{TestSeed.Text}\n{body[..Math.Min(body.Length, 2_000)]}");
        }

        var ofPool = $$$"""{"UserPoolId":"{{{app.PoolId}}}","OAuthConfiguration":{"\ud800":1}}""";
        ((int)(await server.SendAsync("SetUserPoolOAuthConfiguration", Encoding.UTF8.GetBytes(ofPool), server.Root)).Status).ShouldBe(400);
    }

    private async Task<(int Status, string Location)> SendAsync(string poolId, string path, OddRequest odd, string label)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var request = new HttpRequestMessage(
            new HttpMethod(odd.Method),
            new Uri($"{HostedAuthServer.BaseAddress}{(path.StartsWith("/mailbox", StringComparison.Ordinal) ? "" : $"/{poolId}")}{path}{(odd.Query.Length > 0 ? $"?{odd.Query}" : "")}"));
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
        return ((int)response.StatusCode, response.Headers.Location?.OriginalString ?? "");
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
            .Select(path => path.Replace("{outcome:regex(^(allowed|denied|expired)$)}", "allowed", StringComparison.Ordinal))
            .Select(path => System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]*\}", "x"))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private static string Nameless(string path) =>
        path.StartsWith("/oauth2/register/", StringComparison.Ordinal) ? "/oauth2/register/x" : path;

    /// <summary>What the endpoints would take, by the parameter's name.</summary>
    private async Task<(TestApp App, Dictionary<string, string> Goods)> GoodValuesAsync()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var cookie = await app.SignInAsync();
        var tokens = await app.TokensAsync();
        return (app, new(OddRequest.Constants)
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
        });
    }
}
