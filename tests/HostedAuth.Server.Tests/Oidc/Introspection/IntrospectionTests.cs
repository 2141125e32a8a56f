using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Introspection;

/// <summary>/oauth2/introspect (RFC 7662).</summary>
public sealed class IntrospectionTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_client_learns_of_its_own_access_token_what_the_token_says()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var tokens = await app.TokensAsync("openid email");
        var claims = tokens.Claims("access_token");

        var answer = await app.IntrospectAsync(tokens.Text("access_token")!);

        answer.Status.ShouldBe(200, answer.Body);
        answer.Header("Content-Type").ShouldBe("application/json");
        answer.Header("Cache-Control").ShouldBe("no-store");
        answer.ShouldBeActive();
        answer.Text("token_type").ShouldBe("Bearer");
        answer.Text("username").ShouldBe("alice");
        answer.Text("client_id").ShouldBe(app.Client.Id);
        answer.Text("iss").ShouldBe(app.Issuer);
        answer.Text("scope").ShouldBe("openid email");
        foreach (var name in new[] { "sub", "exp", "iat", "jti", "auth_time", "amr" })
        {
            answer.Text(name).ShouldBe(claims.GetProperty(name).ToString());
        }
    }

    [Fact]
    public async Task A_client_learns_of_its_own_refresh_token()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var tokens = await app.TokensAsync("openid email");

        var answer = await app.IntrospectAsync(tokens.Text("refresh_token")!);

        answer.ShouldBeActive();
        answer.Text("token_type").ShouldBeNull();
        answer.Text("client_id").ShouldBe(app.Client.Id);
        answer.Text("username").ShouldBe("alice");
        answer.Text("scope").ShouldBe("openid email");
        answer.Text("sub").ShouldBe(tokens.Claims("access_token").GetProperty("sub").GetString());
        answer.Json.GetProperty("exp").GetInt64()
            .ShouldBe(server.Clock.GetUtcNow().AddDays(30).ToUnixTimeSeconds());
    }

    [Fact]
    public async Task A_clients_token_for_itself_is_active_until_it_expires()
    {
        var app = await ClientCredentialsTests.MachineAsync(server);
        var token = (await app.TokenAsync([("grant_type", "client_credentials")], app.Basic())).Text("access_token")!;

        var answer = await app.IntrospectAsync(token);
        server.Clock.Advance(TimeSpan.FromHours(1));
        var late = await app.IntrospectAsync(token);

        answer.ShouldBeActive();
        answer.Text("sub").ShouldBe(app.Client.Id);
        answer.Text("username").ShouldBeNull();
        late.ShouldBeInactive();
    }

    [Theory]
    [InlineData("access_token")]
    [InlineData("refresh_token")]
    [InlineData("nonsense")]
    public async Task A_hint_is_never_believed(string hint)
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var tokens = await app.TokensAsync();

        foreach (var kind in new[] { "access_token", "refresh_token" })
        {
            (await app.IntrospectAsync(tokens.Text(kind)!, ("token_type_hint", hint))).ShouldBeActive();
        }
    }

    [Fact]
    public async Task What_is_no_living_token_is_not_active_and_nothing_more_is_said()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var tokens = await app.TokensAsync();
        var access = tokens.Text("access_token")!;
        var elsewhere = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var foreign = await elsewhere.TokensAsync();

        string[] dead =
        [
            "unknown", new string('x', 70), "a.b.c", "..", access[..^4] + "AAAA", tokens.Text("id_token")!,
            foreign.Text("access_token")!, foreign.Text("refresh_token")!, new string('.', 5000), "\0",
        ];

        foreach (var token in dead)
        {
            (await app.IntrospectAsync(token)).ShouldBeInactive();
        }
    }

    [Theory]
    [InlineData("revoked")]
    [InlineData("signed out")]
    [InlineData("disabled")]
    [InlineData("deleted user")]
    [InlineData("expired")]
    public async Task Tokens_die_with_their_session_their_user_and_their_time(string end)
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var tokens = await app.TokensAsync("openid aws.cognito.signin.user.admin");
        var user = new { UserPoolId = app.PoolId, Username = "alice" };

        switch (end)
        {
            case "revoked":
                await app.PostAsync("/oauth2/revoke", [("token", tokens.Text("refresh_token"))], app.Basic());
                break;
            case "signed out":
                (await server.CallAsync("AdminUserGlobalSignOut", user)).ShouldSucceed();
                break;
            case "disabled":
                (await server.CallAsync("AdminDisableUser", user)).ShouldSucceed();
                break;
            case "deleted user":
                (await server.CallAsync("AdminDeleteUser", user)).ShouldSucceed();
                break;
            default:
                server.Clock.Advance(TimeSpan.FromDays(31));
                break;
        }

        (await app.IntrospectAsync(tokens.Text("access_token")!)).ShouldBeInactive();
        (await app.IntrospectAsync(tokens.Text("refresh_token")!)).ShouldBeInactive();
    }

    [Fact]
    public async Task A_token_of_a_deleted_client_is_not_active()
    {
        var app = await TestApp.CreateAsync(server);
        var resource = await app.AndAnotherAsync(new { GenerateSecret = true });
        var machine = await ClientCredentialsTests.MachineAsync(server);
        var reader = await machine.AndAnotherAsync(new { GenerateSecret = true });
        await server.SetMetadataAsync(machine.PoolId, reader.Client.Id, new OAuthClientMetadata { Resources = ["api"] });
        var token = (await machine.TokenAsync([("grant_type", "client_credentials")], machine.Basic())).Text("access_token")!;
        (await reader.IntrospectAsync(token)).ShouldBeActive();

        await server.CallAsync("DeleteUserPoolClient", new { UserPoolId = machine.PoolId, ClientId = machine.Client.Id });

        (await reader.IntrospectAsync(token)).ShouldBeInactive();
        (await resource.IntrospectAsync(token)).ShouldBeInactive();
    }

    [Fact]
    public async Task A_replaced_refresh_token_is_not_active_and_asking_about_it_ends_nothing()
    {
        var app = await TestApp.CreateAsync(server, new
        {
            GenerateSecret = true,
            RefreshTokenRotation = new { Feature = "ENABLED", RetryGracePeriodSeconds = 30 },
        });
        var first = (await app.TokensAsync()).Text("refresh_token")!;
        var second = (await app.RefreshAsync(first)).Text("refresh_token")!;
        server.Clock.Advance(TimeSpan.FromMinutes(1));

        (await app.IntrospectAsync(first)).ShouldBeInactive();

        (await app.IntrospectAsync(second)).ShouldBeActive();
        (await app.RefreshAsync(second)).Status.ShouldBe(200);
    }
}
