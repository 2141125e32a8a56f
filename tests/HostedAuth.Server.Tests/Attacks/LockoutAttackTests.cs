using HostedAuth.Core.SignIn;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>Ways around the lockout, and ways to turn it against its owner.</summary>
public sealed class LockoutAttackTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Exceeded = "Password attempts exceeded";

    [Theory]
    [InlineData("api")]
    [InlineData("admin")]
    [InlineData("page")]
    [InlineData("change")]
    public async Task Guesses_on_one_path_lock_all_the_others(string path)
    {
        var world = await WorldAsync();
        var token = (await world.SignInAsync("alice")).Text("AuthenticationResult.AccessToken")!;

        for (var i = 0; i < 5; i++)
        {
            await GuessAsync(world, path, token);
        }

        (await world.SignInAsync("alice")).ShouldRefuse("NotAuthorizedException", Exceeded);
        (await AdminSignInAsync(world, SignInWorld.Password)).ShouldRefuse("NotAuthorizedException", Exceeded);
        // Tried five times already, a change of password meets its own limit first.
        (await ChangeAsync(token, SignInWorld.Password)).Error
            .ShouldBe(path is "change" ? "LimitExceededException" : "NotAuthorizedException");
        (await PageAsync(world, SignInWorld.Password)).Status.ShouldBe(429);
    }

    [Fact]
    public async Task A_thousand_guesses_at_once_over_many_nodes_are_all_counted()
    {
        var world = await WorldAsync();

        // Without the turns that each node gives: only the database stands between the guesses.
        var counted = await Task.WhenAll(Enumerable.Range(0, 1000).Select(async _ =>
        {
            await using var node = await world.EnterAsync();
            var claimant = await node.ServiceProvider.GetRequiredService<Claimants>().FindAsync("alice", CancellationToken.None);
            return await node.ServiceProvider.GetRequiredService<Lockouts>().TryCountAsync(claimant, Guess.Password, CancellationToken.None);
        }));

        counted.Count(isLookedAt => isLookedAt).ShouldBe(5);
    }

    [Fact]
    public async Task Who_locks_a_name_does_not_put_its_owner_out()
    {
        var world = await WorldAsync();
        await world.ChangeUserAsync("alice", user => user.Attributes = new Dictionary<string, string>
        {
            ["email"] = "alice@lockout.example",
            ["email_verified"] = "true",
        });
        var tokens = await world.SignInAsync("alice");
        for (var i = 0; i < 50; i++)
        {
            await world.SignInAsync("alice", "wrong");
        }

        // The sessions live, and the mailbox still opens the door at once.
        (await server.CallPublicAsync("GetUser", new { AccessToken = tokens.Text("AuthenticationResult.AccessToken") }))
            .ShouldSucceed();
        (await server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "REFRESH_TOKEN_AUTH",
            ClientId = world.Client.Id,
            AuthParameters = new { REFRESH_TOKEN = tokens.Text("AuthenticationResult.RefreshToken") },
        })).ShouldSucceed();
        (await server.ForgotPasswordAsync(world.Client.Id, "alice")).ShouldSucceed();
        var code = await server.CodeToAsync("alice@lockout.example");
        (await server.ConfirmForgotPasswordAsync(world.Client.Id, "alice", code)).ShouldSucceed();
        (await world.SignInAsync("alice", "Another-horse-8")).ShouldSucceed();
    }

    [Fact]
    public async Task No_wait_is_longer_than_a_quarter_of_an_hour_however_long_the_attack()
    {
        var world = await WorldAsync();
        for (var i = 0; i < 200; i++)
        {
            await world.SignInAsync("alice", "wrong");
            server.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        server.Clock.Advance(TimeSpan.FromMinutes(10));

        (await world.SignInAsync("alice")).ShouldSucceed();
    }

    private async Task<SignInWorld> WorldAsync()
    {
        var world = await SignInWorld.CreateAsync(server, client: new
        {
            ExplicitAuthFlows = new[]
            {
                "ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH",
            },
            AllowedOAuthFlows = new[] { "code" },
            AllowedOAuthScopes = new[] { "openid" },
            CallbackURLs = new[] { TestApp.Callback },
        });
        await world.AddUserAsync("alice");
        return world;
    }

    private async Task GuessAsync(SignInWorld world, string path, string token)
    {
        var refusal = path switch
        {
            "api" => (await world.SignInAsync("alice", "wrong")).Error,
            "admin" => (await AdminSignInAsync(world, "wrong")).Error,
            "change" => (await ChangeAsync(token, "wrong")).Error,
            _ => (await PageAsync(world, "wrong")).Status is 400 ? "NotAuthorizedException" : null,
        };
        refusal.ShouldBe("NotAuthorizedException");
    }

    private Task<ApiAnswer> AdminSignInAsync(SignInWorld world, string password) => server.CallAsync("AdminInitiateAuth", new
    {
        UserPoolId = world.PoolId,
        ClientId = world.Client.Id,
        AuthFlow = "ADMIN_USER_PASSWORD_AUTH",
        AuthParameters = new { USERNAME = "alice", PASSWORD = password },
    });

    private Task<ApiAnswer> ChangeAsync(string token, string password) => server.CallPublicAsync("ChangePassword", new
    {
        AccessToken = token,
        PreviousPassword = password,
        ProposedPassword = "Another-horse-8",
    });

    private async Task<Answer> PageAsync(SignInWorld world, string password)
    {
        var tab = new PageTab(server);
        await tab.OpenAsync($"{HostedAuthServer.BaseAddress}/{world.PoolId}/login?response_type=code&scope=openid"
            + $"&client_id={world.Client.Id}&redirect_uri={Uri.EscapeDataString(TestApp.Callback)}"
            + $"&code_challenge={TestApp.Challenge}&code_challenge_method=S256");
        return await tab.SubmitAsync(("username", "alice"), ("password", password));
    }
}
