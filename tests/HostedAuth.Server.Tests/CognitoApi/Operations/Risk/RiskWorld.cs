using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Risk;

/// <summary>A pool that looks at risks, with a user who is known there, and sign-ins from elsewhere.</summary>
internal static class RiskWorld
{
    public const string Home = "192.0.2.10";
    public const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0";
    public const string OtherBrowser = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36";

    public static object Takeover(string action, bool notify = false, object? emails = null) => new
    {
        AccountTakeoverRiskConfiguration = new
        {
            Actions = new
            {
                LowAction = new { EventAction = action, Notify = notify },
                MediumAction = new { EventAction = action, Notify = notify },
                HighAction = new { EventAction = action, Notify = notify },
            },
            NotifyConfiguration = emails,
        },
    };

    public static async Task SetAsync(HostedAuthServer server, string poolId, object configuration, string? clientId = null)
    {
        var request = JsonSerializer.SerializeToNode(configuration)!.AsObject();
        Prune(request);
        request["UserPoolId"] = poolId;
        if (clientId is not null)
        {
            request["ClientId"] = clientId;
        }

        (await server.CallAsync("SetRiskConfiguration", request)).ShouldSucceed();
    }

    /// <summary>A sign-in that a backend tells of: from which address and browser.</summary>
    public static Task<ApiAnswer> SignInFromAsync(
        this SignInWorld world,
        string username,
        string address = Home,
        string browser = Browser,
        string password = SignInWorld.Password) => world.Server.CallAsync("AdminInitiateAuth", new
        {
            UserPoolId = world.PoolId,
            ClientId = world.Client.Id,
            AuthFlow = "ADMIN_USER_PASSWORD_AUTH",
            AuthParameters = new { USERNAME = username, PASSWORD = password },
            ContextData = Context(address, browser),
        });

    /// <summary>ContextData: for whom a backend calls.</summary>
    public static object Context(string address, string browser) => new
    {
        IpAddress = address,
        ServerName = "app.example",
        ServerPath = "/",
        HttpHeaders = new[] { new { headerName = "User-Agent", headerValue = browser } },
    };

    public static async Task<SignInWorld> CreateAsync(HostedAuthServer server, string mode = "ENFORCED", object? mfa = null)
    {
        var world = await SignInWorld.CreateAsync(
            server,
            new { MfaConfiguration = mfa ?? "OFF", UserPoolAddOns = new { AdvancedSecurityMode = mode } },
            new { ExplicitAuthFlows = new[] { "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH" } });
        await world.AddUserAsync("alice", attributes: [("email", $"{Guid.NewGuid():N}@example.com"), ("email_verified", "true")]);
        (await world.SignInFromAsync("alice")).ShouldSucceed();
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        return world;
    }

    private static void Prune(JsonObject node)
    {
        foreach (var (name, value) in node.ToList())
        {
            if (value is null)
            {
                node.Remove(name);
            }
            else if (value is JsonObject inner)
            {
                Prune(inner);
            }
        }
    }
}
