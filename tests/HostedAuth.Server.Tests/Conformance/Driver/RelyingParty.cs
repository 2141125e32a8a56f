using System.Security.Cryptography;
using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using Microsoft.AspNetCore.WebUtilities;

namespace HostedAuth.Server.Tests.Conformance.Driver;

/// <summary>
/// A client of a pool of its own, as the conformance suite is one: it sends Alice's browser, believes nothing that it can
/// check, and uses what it got.
/// </summary>
internal sealed partial class RelyingParty
{
    public const string Callback = TestApp.Callback;
    public const string SecondCallback = "https://app.example/second";
    public const string AllScopes = "openid email phone address profile";

    private readonly HostedAuthServer _server;

    private RelyingParty(HostedAuthServer server, TestApp app, Flow flow)
    {
        _server = server;
        App = app;
        Flow = flow;
        Browser = new(server);
    }

    public TestApp App { get; }

    public Flow Flow { get; }

    /// <summary>Alice's; another one has none of its cookies.</summary>
    public Browser Browser { get; private set; }

    /// <summary>A confidential client, and Alice with every claim that there is.</summary>
    public static async Task<RelyingParty> CreateAsync(
        HostedAuthServer server,
        string flow = "code",
        object? client = null,
        OAuthClientMetadata? metadata = null,
        object? pool = null)
    {
        var parsed = Flow.Parse(flow);
        var poolId = await server.CreatePoolAsync(pool);
        await AddAliceAsync(server, poolId);
        var rp = new RelyingParty(server, await AppAsync(server, poolId, parsed, client), parsed);
        await rp.DescribeAsync(metadata ?? OAuthClientMetadata.None);
        return rp;
    }

    /// <summary>A client that there is already, of a pool that <see cref="AddAliceAsync"/> was at.</summary>
    public static RelyingParty Of(HostedAuthServer server, TestApp app) => new(server, app, Flow.Parse("code"));

    /// <summary>Makes Alice, with every claim that there is.</summary>
    public static Task AddAliceAsync(HostedAuthServer server, string poolId) =>
        new SignInWorld(server, poolId, new TestClient("", null)).AddUserAsync("alice", attributes: Claims);

    /// <summary>Another client of the same pool, with a browser of its own.</summary>
    public async Task<RelyingParty> AndAnotherAsync(object? client = null, OAuthClientMetadata? metadata = null)
    {
        var rp = new RelyingParty(_server, await AppAsync(_server, App.PoolId, Flow, client), Flow);
        await rp.DescribeAsync(metadata ?? OAuthClientMetadata.None);
        return rp;
    }

    public void TakeAnotherBrowser() => Browser = new(_server);

    public void Wait(int seconds) => _server.Clock.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>The authorization request of the flow; a change with null takes a parameter out.</summary>
    public Dictionary<string, string> Request(params (string Name, string? Value)[] changes)
    {
        var request = new Dictionary<string, string?>
        {
            ["client_id"] = App.Client.Id,
            ["redirect_uri"] = Callback,
            ["scope"] = "openid",
            ["state"] = RandomNumberGenerator.GetHexString(20),
            ["nonce"] = RandomNumberGenerator.GetHexString(20),
            ["response_type"] = Flow.ResponseType,
            ["response_mode"] = Flow.ResponseMode,
        };
        foreach (var (name, value) in changes)
        {
            request[name] = value;
        }

        return request.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!);
    }

    /// <summary>Sends the browser with a request, as far as a page or the client.</summary>
    public Task<Arrival> AskAsync(IReadOnlyDictionary<string, string> request) =>
        Browser.OpenAsync(QueryHelpers.AddQueryString($"{App.Issuer}/oauth2/authorize", request!));

    /// <summary>Sends the browser, has Alice sign in, and takes what comes.</summary>
    public async Task<Outcome> SignInAsync(params (string Name, string? Value)[] changes)
    {
        var request = Request(changes);
        (await AskAsync(request)).ShouldAskToSignIn();
        return await TakeAsync(request, await Browser.SignInAsync());
    }

    /// <summary>Sends a browser that is known, which must come back without a page.</summary>
    public async Task<Outcome> AgainAsync(params (string Name, string? Value)[] changes)
    {
        var request = Request(changes);
        return await TakeAsync(request, await AskAsync(request));
    }

    public Task<Answer> UserInfoAsync(string accessToken) =>
        App.GetAsync("/oauth2/userInfo", authorization: $"Bearer {accessToken}");

    public async Task<JsonElement> ConfigurationAsync() => (await App.GetAsync("/.well-known/openid-configuration")).Json;

    private static readonly (string, string)[] Claims =
    [
        ("name", "Alice Example"), ("given_name", "Alice"), ("family_name", "Example"), ("middle_name", "M"),
        ("nickname", "al"), ("preferred_username", "alice.example"), ("profile", "https://alice.example/"),
        ("picture", "https://alice.example/alice.png"), ("website", "https://alice.example/"), ("gender", "female"),
        ("birthdate", "1990-01-31"), ("zoneinfo", "Europe/Berlin"), ("locale", "en-GB"), ("updated_at", "1700000000"),
        ("email", "alice@example.com"), ("email_verified", "true"), ("address", "1 Main Street"),
        ("phone_number", "+12065550100"), ("phone_number_verified", "true"),
    ];

    private Task DescribeAsync(OAuthClientMetadata metadata) => _server.SetMetadataAsync(
        App.PoolId,
        App.Client.Id,
        Flow.ResponseType is "code" ? metadata : metadata with { ResponseTypes = [Flow.ResponseType, "code"] });

    private static Task<TestApp> AppAsync(HostedAuthServer server, string poolId, Flow flow, object? client)
    {
        var members = JsonSerializer.SerializeToNode(new
        {
            GenerateSecret = true,
            AllowedOAuthFlows = flow.ResponseType is "code" ? new[] { "code" } : ["code", "implicit"],
            AllowedOAuthScopes = AllScopes.Split(' '),
            CallbackURLs = new[] { Callback, SecondCallback, $"{Callback}?foo=bar" },
            LogoutURLs = new[] { TestApp.SignedOut },
        })!.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(client ?? new { })!.AsObject())
        {
            members[name] = value?.DeepClone();
        }

        return TestApp.OfPoolAsync(server, poolId, members);
    }
}
