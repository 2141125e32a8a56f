using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using HostedAuth.Server.Tests.Triggers;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>Every road to a token, for a user in every state that must not have one. A new road is a line in the table.</summary>
public sealed class RoadsToTokensTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    public static TheoryData<string, string> Matrix
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var road in RoadsToTokens.Names)
            {
                foreach (var state in (string[])["disabled", "unconfirmed", "reset required", "deleted"])
                {
                    all.Add(road, state);
                }
            }

            foreach (var road in RoadsToTokens.ByPassword)
            {
                all.Add(road, "locked");
                all.Add(road, "temporary password expired");
            }

            return all;
        }
    }

    public static TheoryData<string> Roads => [.. RoadsToTokens.Names];

    [Theory]
    [MemberData(nameof(Roads))]
    public async Task A_user_in_good_standing_comes_in_by_every_road(string road)
    {
        var roads = await RoadsToTokens.CreateAsync(server, road);

        (await roads.WalkAsync(road)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task A_user_who_may_not_come_in_comes_in_by_no_road(string road, string state)
    {
        var roads = await RoadsToTokens.CreateAsync(server, road);

        await BringAsync(roads, state);

        (await roads.WalkAsync(road)).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Roads))]
    public async Task Another_client_of_the_pool_and_another_pool_open_no_road(string road)
    {
        var roads = await RoadsToTokens.CreateAsync(server, road);
        var (client, pool) = (await roads.App.AndAnotherAsync(RoadsToTokens.Client), await RoadsToTokens.CreateAsync(server, road));

        if (!RoadsToTokens.Anew.Contains(road))
        {
            (await roads.WalkAsync(road, client)).ShouldBeFalse();
        }

        await pool.DeleteUserAsync();
        (await roads.WalkAsync(road, pool.App)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_browser_signed_in_before_a_reset_was_asked_for_is_signed_in_no_more()
    {
        var app = await TestApp.CreateAsync(server);
        var cookie = await app.SignInAsync();
        (await app.AuthorizeAsync(app.Query(), cookie)).Parameter("code").ShouldNotBeNullOrEmpty();

        await server.ChangeUserAsync(app.PoolId, "alice", user => user.Status = UserStatus.RESET_REQUIRED);

        (await app.AuthorizeAsync(app.Query(), cookie)).Location.ShouldNotBeNull().ShouldContain("/login?");
        (await app.AuthorizeAsync(app.Query(("prompt", "none")), cookie)).ShouldTellTheClient("login_required");
    }

    private async Task BringAsync(RoadsToTokens roads, string state)
    {
        switch (state)
        {
            case "deleted":
                await roads.DeleteUserAsync();
                break;
            case "locked":
                for (var i = 0; i < 5; i++)
                {
                    await server.SignInAsync(roads.App.Client.Id, RoadsToTokens.User, "wrong");
                }

                break;
            case "temporary password expired":
                await roads.ChangeUserAsync(user =>
                {
                    user.Status = UserStatus.FORCE_CHANGE_PASSWORD;
                    user.PasswordSetAt -= TimeSpan.FromDays(400);
                });
                break;
            default:
                await roads.ChangeUserAsync(user =>
                {
                    user.Enabled = state is not "disabled";
                    user.Status = state is "unconfirmed" ? UserStatus.UNCONFIRMED
                        : state is "reset required" ? UserStatus.RESET_REQUIRED
                        : user.Status;
                });
                break;
        }
    }
}
