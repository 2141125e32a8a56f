using HostedAuth.Core.AppClients;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.Attacks;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Oidc.Device;

/// <summary>A device without a browser, the person beside it, and the browser that they take.</summary>
internal sealed class DeviceWorld(HostedAuthServer server, TestApp app)
{
    public const string GrantType = "urn:ietf:params:oauth:grant-type:device_code";

    public TestApp App => app;

    public PageTab Tab { get; init; } = new(server);

    /// <summary>What the device was told.</summary>
    public Answer Started { get; private set; } = null!;

    public string DeviceCode => Started.Text("device_code")!;

    public string UserCode => Started.Text("user_code")!;

    /// <summary>A client that may use the grant, and a user named alice.</summary>
    public static async Task<DeviceWorld> CreateAsync(HostedAuthServer server, object? client = null, object? pool = null)
    {
        var app = await TestApp.CreateAsync(server, client, pool);
        await AllowAsync(server, app);
        await new SignInWorld(server, app.PoolId, app.Client).AddUserAsync("alice");
        return new(server, app);
    }

    /// <summary>The same device, and another person's browser.</summary>
    public DeviceWorld InAnotherBrowser() => new(server, app) { Started = Started };

    public static Task AllowAsync(HostedAuthServer server, TestApp app) =>
        server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata { GrantTypes = [GrantType] });

    public Task<Answer> AskAsync(params (string Name, string? Value)[] form) => app.PostAsync(
        "/oauth2/device_authorization",
        [("client_id", app.Client.Id), ("client_secret", app.Client.Secret), ("scope", "openid email"), .. form]);

    /// <summary>The device begins.</summary>
    public async Task StartAsync(params (string Name, string? Value)[] form)
    {
        Started = await AskAsync(form);
        Started.Status.ShouldBe(200, Started.Body);
    }

    /// <summary>The device begins, for resources of these names.</summary>
    public async Task StartForAsync(params string[] resources)
    {
        Started = await app.PostRawAsync(
            "/oauth2/device_authorization",
            $"client_id={app.Client.Id}&scope=openid" + string.Concat(resources.Select(one => $"&resource={Uri.EscapeDataString(one)}")));
        Started.Status.ShouldBe(200, Started.Body);
    }

    public Task<Answer> PollAsync(params (string Name, string? Value)[] changes) => app.TokenAsync(
    [
        ("grant_type", GrantType), ("device_code", DeviceCode),
        ("client_id", app.Client.Id), ("client_secret", app.Client.Secret), .. changes,
    ]);

    /// <summary>How many sessions of tokens the pool has.</summary>
    public Task<int> CountSessionsAsync() => server.InPoolAsync(
        app.PoolId,
        services => services.GetRequiredService<HostedAuthDbContext>().TokenSessions.CountAsync());

    /// <summary>The person types the code in, as far as the next page.</summary>
    public async Task<Answer> EnterAsync(string? typed = null)
    {
        await Tab.OpenAsync($"{app.Issuer}/device");
        return await FollowAsync(await Tab.SubmitAsync(("user_code", typed ?? UserCode)));
    }

    /// <summary>As far as the question whether the device may.</summary>
    public async Task<Answer> EnterAndSignInAsync()
    {
        await EnterAsync();
        return await SubmitAsync(("username", "alice"), ("password", SignInWorld.Password));
    }

    public Task<Answer> AnswerAsync(string answer) => SubmitAsync(("answer", answer));

    public async Task<Answer> SubmitAsync(params (string Name, string? Value)[] fields) =>
        await FollowAsync(await Tab.SubmitAsync(fields));

    /// <summary>Sends the form and follows as far as the app; says where that is.</summary>
    public async Task<string?> SubmitUntilAppAsync(params (string Name, string? Value)[] fields)
    {
        var answer = await Tab.SubmitAsync(fields);
        while (answer.Location?.StartsWith('/') == true)
        {
            answer = await Tab.OpenAsync(answer.Location);
        }

        return answer.Location;
    }

    public async Task<Answer> FollowAsync(Answer answer)
    {
        for (var hops = 0; answer.Status == 303; hops++)
        {
            hops.ShouldBeLessThan(6, $"Around and around: {answer.Location}");
            answer.Location.ShouldNotBeNull().ShouldStartWith($"/{app.PoolId}/");
            answer = await Tab.OpenAsync(answer.Location);
        }

        return answer;
    }
}
