using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Sessions;
using HostedAuth.Server.Tests.Delivery;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Oidc.Logout;

/// <summary>Every way in which a session ends, as the apps hear of it.</summary>
public sealed class EndedSessionsTests(ServerWithProviders server) : IClassFixture<ServerWithProviders>
{
    public static TheoryData<string> WaysOfAdministrators =>
        ["AdminUserGlobalSignOut", "AdminDisableUser", "AdminDeleteUser", "AdminSetUserPassword", "AdminResetUserPassword"];

    [Theory]
    [MemberData(nameof(WaysOfAdministrators))]
    public async Task Apps_hear_of_what_an_administrator_ends(string operation)
    {
        var world = await SignedInAsync();
        object request = operation is "AdminSetUserPassword"
            ? new { UserPoolId = world.App.PoolId, Username = "alice", Password = "Another-horse-8", Permanent = true }
            : new { UserPoolId = world.App.PoolId, Username = "alice" };

        (await world.CallAsync(operation, request)).ShouldSucceed();

        await ShouldBothHearAsync(world);
    }

    [Fact]
    public async Task Apps_hear_of_a_users_own_sign_out_everywhere()
    {
        var world = await SignedInAsync();

        (await server.CallPublicAsync("GlobalSignOut", new { AccessToken = world.Tokens.Text("access_token") })).ShouldSucceed();

        await ShouldBothHearAsync(world);
    }

    [Fact]
    public async Task Apps_hear_of_a_users_own_deletion()
    {
        var world = await SignedInAsync();

        (await server.CallPublicAsync("DeleteUser", new { AccessToken = world.Tokens.Text("access_token") })).ShouldSucceed();

        await ShouldBothHearAsync(world);
    }

    [Fact]
    public async Task A_session_that_is_revoked_is_told_to_its_app_alone()
    {
        var world = await SignedInAsync();
        var origin = world.Tokens.Claims("id_token").GetProperty("origin_jti").GetString()!;

        (await world.CallAsync("AdminRevokeUserSession", new
        {
            UserPoolId = world.App.PoolId,
            Username = "alice",
            SessionId = UserSessionIds.OfToken(origin),
        })).ShouldSucceed();

        (await world.ToldAsync(world.App)).ShouldHaveSingleItem();
        (await world.ToldAsync(world.Other)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_app_with_another_session_of_the_same_browser_hears_nothing()
    {
        var world = await SignedInAsync();
        await world.GrantAsync(world.App);
        var origin = world.Tokens.Claims("id_token").GetProperty("origin_jti").GetString()!;

        await server.InPoolAsync(world.App.PoolId, async services =>
        {
            await services.GetRequiredService<TokenSessions>().EndAndTellAsync(origin, CancellationToken.None);
            return true;
        });

        (await world.ToldAsync(world.App)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refresh_token_revoked_with_the_browsers_session_is_told_to_all()
    {
        var world = await SignedInAsync();

        (await server.CallPublicAsync("RevokeToken", new
        {
            ClientId = world.App.Client.Id,
            Token = world.Tokens.Text("refresh_token"),
            RevokeAssociatedSessions = "LINKED",
        })).ShouldSucceed();

        await ShouldBothHearAsync(world);
    }

    [Fact]
    public async Task The_oldest_session_that_makes_room_for_a_new_one_is_told()
    {
        var world = await BackChannelWorld.CreateAsync(server);
        await server.InPoolAsync(world.App.PoolId, async services =>
        {
            await services.GetRequiredService<SessionConfigurations>()
                .SetAsync(new PoolSessionRules("ENABLED", 2), CancellationToken.None);
            return true;
        });
        await world.SignInAsync();
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        string[] scopes = ["openid", "aws.cognito.signin.user.admin"];
        var third = await world.App.AndAnotherAsync(new { AllowedOAuthScopes = scopes });

        await world.GrantAsync(third);

        (await world.ToldAsync(world.App)).ShouldHaveSingleItem();
        (await world.ToldAsync(world.Other)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_of_the_API_is_told_by_the_user_alone_when_all_end()
    {
        var world = await BackChannelWorld.CreateAsync(server);
        await SignInByApiAsync(world);

        (await world.CallAsync("AdminUserGlobalSignOut", new { UserPoolId = world.App.PoolId, Username = "alice" })).ShouldSucceed();

        var told = (await world.ToldAsync(world.App)).ShouldHaveSingleItem();
        told.Sid.ShouldBeNull();
        told.Sub.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_client_that_needs_a_session_id_is_not_told_without()
    {
        var world = await BackChannelWorld.CreateAsync(server, metadata: new OAuthClientMetadata { BackchannelLogoutSessionRequired = true });
        await SignInByApiAsync(world);

        (await world.CallAsync("AdminUserGlobalSignOut", new { UserPoolId = world.App.PoolId, Username = "alice" })).ShouldSucceed();

        (await world.RowsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task ID_tokens_of_the_API_name_no_session_and_those_of_a_strict_pool_only_where_the_client_is_told()
    {
        var strict = await TestApp.CreateAsync(server, pool: new
        {
            UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" },
        });
        var plain = await strict.TokensAsync();
        await server.SetMetadataAsync(
            strict.PoolId, strict.Client.Id, new OAuthClientMetadata { BackchannelLogoutUri = "https://app.example/out" });
        var told = await strict.TokensAsync();
        var world = await BackChannelWorld.CreateAsync(server);
        var api = await SignInByApiAsync(world);

        plain.Claims("id_token").TryGetProperty("sid", out _).ShouldBeFalse();
        told.Claims("id_token").TryGetProperty("sid", out _).ShouldBeTrue();
        TokenWorkshop.ClaimsOf(new Secret(api.Text("AuthenticationResult.IdToken")!)).TryGetProperty("sid", out _).ShouldBeFalse();
    }

    private async Task<BackChannelWorld> SignedInAsync()
    {
        var world = await BackChannelWorld.CreateAsync(server);
        await world.SignInAsync();
        return world;
    }

    private static async Task<ApiAnswer> SignInByApiAsync(BackChannelWorld world)
    {
        await world.App.SignInAsync();
        await world.CallAsync("AdminSetUserPassword", new
        {
            UserPoolId = world.App.PoolId,
            Username = "alice",
            Password = People.Password,
            Permanent = true,
        });
        return (await world.CallAsync("InitiateAuth", new
        {
            ClientId = world.App.Client.Id,
            AuthFlow = "USER_PASSWORD_AUTH",
            AuthParameters = new { USERNAME = "alice", PASSWORD = People.Password },
        })).ShouldSucceed();
    }

    private static async Task ShouldBothHearAsync(BackChannelWorld world)
    {
        var sid = world.Tokens.Claims("id_token").GetProperty("sid").GetString();
        (await world.ToldAsync(world.App)).ShouldHaveSingleItem().Sid.ShouldBe(sid);
        (await world.ToldAsync(world.Other)).ShouldHaveSingleItem().Sid.ShouldBe(sid);
    }
}
