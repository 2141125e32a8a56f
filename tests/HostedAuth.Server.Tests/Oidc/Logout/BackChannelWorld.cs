using System.Buffers.Text;
using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Server.Tests.Delivery;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Oidc.Logout;

/// <summary>Two apps of a pool that are told of sessions' ends, and a browser signed in at both.</summary>
internal sealed class BackChannelWorld
{
    private readonly ServerWithProviders _server;

    private string _scope = "";

    private BackChannelWorld(ServerWithProviders server, TestApp app, TestApp other)
    {
        _server = server;
        App = app;
        Other = other;
    }

    public TestApp App { get; }

    public TestApp Other { get; }

    public string Cookie { get; private set; } = "";

    public Answer Tokens { get; private set; } = null!;

    public static async Task<BackChannelWorld> CreateAsync(
        ServerWithProviders server,
        object? pool = null,
        OAuthClientMetadata? metadata = null)
    {
        // Pairwise subjects and the API's scope exclude each other.
        string[] scopes = metadata?.SubjectType is "pairwise" ? ["openid"] : ["openid", "aws.cognito.signin.user.admin"];
        string[] allowed = [.. scopes, "email"];
        var client = new { ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH" }, AllowedOAuthScopes = allowed };
        var app = await TestApp.CreateAsync(server, pool: pool, client: client);
        var world = new BackChannelWorld(server, app, await app.AndAnotherAsync(client)) { _scope = string.Join(' ', scopes) };
        await world.SetAsync(world.App, metadata);
        await world.SetAsync(world.Other, metadata);
        return world;
    }

    /// <summary>Where the app is told.</summary>
    public string AddressOf(TestApp app) => $"{_server.World.Address}logout/{app.Client.Id}";

    public Task SetAsync(TestApp app, OAuthClientMetadata? metadata = null) => _server.SetMetadataAsync(
        App.PoolId,
        app.Client.Id,
        (metadata ?? OAuthClientMetadata.None) with { BackchannelLogoutUri = AddressOf(app) });

    /// <summary>Makes the app one that registered itself.</summary>
    public Task SetRegisteredAsync(TestApp app) => _server.InPoolAsync(App.PoolId, async services =>
    {
        var context = services.GetRequiredService<HostedAuthDbContext>();
        await services.GetRequiredService<PoolDirectory>().ChangeAsync(
            context,
            App.PoolId,
            () => context.AppClients.Where(row => row.ClientId == app.Client.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.IsRegistered, true)),
            CancellationToken.None);
        return true;
    });

    /// <summary>Signs a browser in at both apps.</summary>
    public async Task SignInAsync()
    {
        Cookie = await App.SignInAsync();
        Tokens = await GrantAsync(App);
        _server.Clock.Advance(TimeSpan.FromSeconds(1));
        await GrantAsync(Other);
    }

    public async Task<Answer> GrantAsync(TestApp app) =>
        await app.ExchangeAsync((await app.AuthorizeAsync(app.Query(("scope", _scope)), Cookie)).Parameter("code")!);

    public Task<Answer> LogOutAsync() => App.GetAsync(
        $"/logout?{TestApp.Encode([("client_id", App.Client.Id), ("logout_uri", TestApp.SignedOut)])}", Cookie);

    public Task<ApiAnswer> CallAsync(string operation, object request) => _server.CallAsync(operation, request);

    /// <summary>What the outbox holds for clients, once it has been worked off.</summary>
    public async Task<List<OutboxMessage>> RowsAsync(bool finished = true)
    {
        List<OutboxMessage> rows = [];
        await Eventually.HoldsAsync(
            async () =>
            {
                rows = await _server.InPoolAsync(App.PoolId, services => services.GetRequiredService<HostedAuthDbContext>().Outbox
                    .AsNoTracking().Where(row => row.Channel.StartsWith(Channels.Logout)).ToListAsync());
                return !finished || rows.All(row => row.DeliveredAt is not null || row.FailedAt is not null);
            },
            "Every client is told.");
        return rows;
    }

    /// <summary>The logout tokens that the app got.</summary>
    public async Task<List<LogoutJwt>> ToldAsync(TestApp app)
    {
        await RowsAsync();
        return [.. _server.World.Calls.Where(call => call.Line.StartsWith($"POST /logout/{app.Client.Id} ", StringComparison.Ordinal)).Select(LogoutJwt.Of)];
    }
}

/// <summary>A logout token as it came.</summary>
internal sealed record LogoutJwt(string Text, JsonElement Header, JsonElement Claims)
{
    public static LogoutJwt Of(ReceivedCall call)
    {
        call.Headers["Content-Type"].ShouldBe("application/x-www-form-urlencoded");
        var text = new FormReader(call.Body).ReadForm()["logout_token"].ToString();
        var parts = text.Split('.');
        return new(text, Read(parts[0]), Read(parts[1]));
    }

    public string? Sub => Claims.GetProperty("sub").GetString();

    public string? Sid => Claims.TryGetProperty("sid", out var sid) ? sid.GetString() : null;

    private static JsonElement Read(string part) => JsonDocument.Parse(Base64Url.DecodeFromChars(part)).RootElement;
}
