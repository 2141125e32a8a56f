using System.Text.Json;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Sessions;

/// <summary>Listing and ending sessions, and how many a user may have.</summary>
public sealed class UserSessionsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task The_callers_sessions_are_listed_the_newest_first()
    {
        var first = await SignedInUser.CreateAsync(server);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await first.AgainAsync();

        var listed = await ListAsync(second);

        listed.Count.ShouldBe(2);
        listed[0].GetProperty("IsCurrentSession").GetBoolean().ShouldBeTrue();
        listed[1].GetProperty("IsCurrentSession").GetBoolean().ShouldBeFalse();
        listed[0].GetProperty("SessionId").GetString()!.ShouldMatch("^tkn[a-z0-9]{25}$");
        listed[0].GetProperty("SessionType").GetString().ShouldBe("TOKEN");
        listed[0].GetProperty("ClientId").GetString().ShouldBe(first.Client.Id);
        listed[0].GetProperty("LastIPAddress").GetString().ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task A_user_ends_another_session_and_not_the_own_one()
    {
        var first = await SignedInUser.CreateAsync(server);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await first.AgainAsync();
        var listed = await ListAsync(second);

        (await RevokeAsync(second, IdOf(listed[0]))).ShouldRefuse("InvalidParameterException");
        (await RevokeAsync(second, IdOf(listed[1]))).ShouldSucceed();

        (await first.GetUserAsync()).ShouldRefuse("NotAuthorizedException", "Access Token has been revoked");
        (await first.RefreshAsync()).ShouldRefuse("NotAuthorizedException", "Refresh Token has been revoked");
        (await second.GetUserAsync()).ShouldSucceed();
        (await RevokeAsync(second, IdOf(listed[1]))).ShouldRefuse("ResourceNotFoundException");
    }

    [Fact]
    public async Task Nobody_sees_or_ends_somebody_elses_session()
    {
        var ann = await SignedInUser.CreateAsync(server);
        var bob = await SignedInUser.CreateAsync(server, ann.PoolId, ann.Client, "bob");
        var hers = IdOf((await ListAsync(ann))[0]);

        (await ListAsync(bob)).Count.ShouldBe(1);
        (await RevokeAsync(bob, hers)).ShouldRefuse("ResourceNotFoundException");
        (await RevokeAsync(bob, $"tkn{new string('z', 25)}")).ShouldRefuse("ResourceNotFoundException");

        (await ann.GetUserAsync()).ShouldSucceed();
    }

    [Fact]
    public async Task An_administrator_lists_and_ends_them()
    {
        var ann = await SignedInUser.CreateAsync(server);
        var named = new { UserPoolId = ann.PoolId, ann.Username };
        var id = (await server.CallAsync("AdminListUserSessions", named)).ShouldSucceed().Text("Sessions.0.SessionId");

        (await server.CallAsync("AdminRevokeUserSession", new { named.UserPoolId, named.Username, SessionId = id })).ShouldSucceed();

        (await ann.GetUserAsync()).ShouldRefuse("NotAuthorizedException");
        (await server.CallAsync("AdminListUserSessions", named)).ShouldSucceed().Json.GetProperty("Sessions").GetArrayLength().ShouldBe(0);
        (await server.CallAsync("AdminListUserSessions", new { named.UserPoolId, Username = "nobody" }))
            .ShouldRefuse("UserNotFoundException");
    }

    [Fact]
    public async Task Sessions_beyond_a_page_follow_by_its_token()
    {
        var ann = await SignedInUser.CreateAsync(server);
        for (var i = 0; i < 129; i++)
        {
            server.Clock.Advance(TimeSpan.FromSeconds(i % 2));
            ann = await ann.AgainAsync();
        }

        var first = await server.CallPublicAsync("ListUserSessions", new { ann.AccessToken });
        var second = await server.CallPublicAsync("ListUserSessions", new { ann.AccessToken, NextToken = first.Text("NextToken") });

        second.ShouldSucceed().Text("NextToken").ShouldBeNull();
        var ids = Sessions(first).Concat(Sessions(second)).Select(IdOf).ToList();
        Sessions(first).Count.ShouldBe(125);
        ids.Distinct().Count().ShouldBe(130);
        ids.Count.ShouldBe(130);
    }

    [Fact]
    public async Task Where_sessions_are_bounded_a_sign_in_ends_the_oldest()
    {
        var first = await SignedInUser.CreateAsync(server);
        (await SetBoundAsync(first.PoolId, "ENABLED", 2)).ShouldSucceed();
        (await server.CallAsync("UpdateUserPool", new { UserPoolId = first.PoolId })).ShouldSucceed();
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await first.AgainAsync();
        (await first.GetUserAsync()).ShouldSucceed();
        server.Clock.Advance(TimeSpan.FromMinutes(1));

        var third = await first.AgainAsync();

        (await first.GetUserAsync()).ShouldRefuse("NotAuthorizedException", "Access Token has been revoked");
        (await second.GetUserAsync()).ShouldSucceed();
        (await third.GetUserAsync()).ShouldSucceed();
    }

    [Fact]
    public async Task A_client_makes_room_among_its_own_sessions()
    {
        var first = await SignedInUser.CreateAsync(server);
        (await SetBoundAsync(first.PoolId, "ENABLED", 3)).ShouldSucceed();
        var other = await server.CreateClientAsync(first.PoolId);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var oldest = await first.AgainAsync(other);
        for (var i = 0; i < 4; i++)
        {
            server.Clock.Advance(TimeSpan.FromMinutes(1));
            await first.AgainAsync(other);
        }

        (await first.GetUserAsync()).ShouldSucceed();
        (await oldest.GetUserAsync()).ShouldRefuse("NotAuthorizedException");
    }

    [Fact]
    public async Task Sign_ins_in_parallel_leave_no_more_sessions_than_allowed()
    {
        var ann = await SignedInUser.CreateAsync(server);
        (await SetBoundAsync(ann.PoolId, "ENABLED", 2)).ShouldSucceed();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ann.AgainAsync()));

        var listed = await server.CallAsync("AdminListUserSessions", new { UserPoolId = ann.PoolId, ann.Username });
        Sessions(listed.ShouldSucceed()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Without_tracking_nothing_is_bounded_and_the_default_is_told()
    {
        var ann = await SignedInUser.CreateAsync(server);

        var told = await server.CallAsync("GetUserPoolSessionConfiguration", new { UserPoolId = ann.PoolId });
        told.ShouldSucceed().Text("UserSessionTracking").ShouldBe("DISABLED");
        told.Text("TokenSession.MaxPerUser").ShouldBe("20");

        (await SetBoundAsync(ann.PoolId, "DISABLED", 1)).ShouldSucceed();
        await ann.AgainAsync();
        (await ann.GetUserAsync()).ShouldSucceed();
    }

    private Task<ApiAnswer> SetBoundAsync(string poolId, string tracking, int bound) => server.CallAsync(
        "SetUserPoolSessionConfiguration",
        new { UserPoolId = poolId, UserSessionTracking = tracking, TokenSession = new { MaxPerUser = bound } });

    private Task<ApiAnswer> RevokeAsync(SignedInUser user, string id) =>
        server.CallPublicAsync("RevokeUserSession", new { user.AccessToken, SessionId = id });

    private async Task<List<JsonElement>> ListAsync(SignedInUser user) =>
        Sessions((await server.CallPublicAsync("ListUserSessions", new { user.AccessToken })).ShouldSucceed());

    private static List<JsonElement> Sessions(ApiAnswer answer) => [.. answer.Json.GetProperty("Sessions").EnumerateArray()];

    private static string IdOf(JsonElement session) => session.GetProperty("SessionId").GetString()!;
}
